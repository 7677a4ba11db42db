"""The plugin's windows: the workspace panel, its pages and their models."""
