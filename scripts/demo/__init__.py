"""The demonstration: stories told in the real QGIS window, and what drives them."""
