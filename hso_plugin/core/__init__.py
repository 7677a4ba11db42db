"""The heart of the plugin: pure Python over shapely, requests and lxml, without QGIS and without Qt."""
