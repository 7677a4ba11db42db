"""Long work in QGIS's task manager, and one QGIS for each working copy."""
