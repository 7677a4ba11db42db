"""The GIS administrator's tool for the classification catalogue: check, compare, publish, and print for reading."""
