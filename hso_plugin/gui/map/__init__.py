"""The canvas: marks, what it shows, a place picked on it, one change before and after."""
