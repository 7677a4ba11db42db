"""The platform on this machine: PostGIS, QGIS Server and nginx, unprivileged, started by one command."""
