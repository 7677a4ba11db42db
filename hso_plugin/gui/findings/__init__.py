"""What the rules found: list, details, marks on the map, and mending."""
