"""The platform over WFS: requests, rows, pages, and the ledger protocol's port."""
