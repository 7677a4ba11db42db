"""The ledger protocol: clone, pull and push over two ports, the platform and the working copy."""
