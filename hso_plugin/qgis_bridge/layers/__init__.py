"""The plugin's layers in the project: groups, styles, forms, and the files under them."""
