"""Checks that need no running code: style, types, imports, security, Qt 6, sizes and words."""
