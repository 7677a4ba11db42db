"""Handing in, and where the submission stands."""
