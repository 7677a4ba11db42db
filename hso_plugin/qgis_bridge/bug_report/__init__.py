"""Gathers a bug report in QGIS. Imports nothing that the plugin may lack: it is then that a report is wanted most."""
