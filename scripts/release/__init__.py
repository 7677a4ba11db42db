"""Makes what planners install: the zip, the repository that QGIS installs from, and releases."""
