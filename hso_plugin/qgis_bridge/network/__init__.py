"""Requests through QGIS, so that its proxy, certificates and authentication hold."""
