"""Profiles in QGIS's settings, their addresses, and the language QGIS runs in."""
