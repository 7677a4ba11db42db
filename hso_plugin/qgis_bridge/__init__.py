"""What ties the core to QGIS: its network, tasks, settings, layers, styles and forms."""
