"""The file: SQLite and OGR under everything, its tables, and what it says of itself."""
