"""The window with an object's versions."""
