"""GeoPackages for others."""
