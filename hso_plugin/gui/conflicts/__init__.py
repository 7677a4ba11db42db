"""The window in which conflicts are settled."""
