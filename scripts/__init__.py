"""Commands for those who develop, package and run the plugin; `make help` lists them."""
