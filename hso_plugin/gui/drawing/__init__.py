"""Drawing and filling in objects with QGIS's own tools."""
