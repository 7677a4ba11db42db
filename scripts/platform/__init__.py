"""The platform on this machine: PostGIS, QGIS Server and nginx, all unprivileged, started and stopped by one command."""
