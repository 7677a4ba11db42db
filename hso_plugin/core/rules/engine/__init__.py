"""Runs rules: reads them from the catalogue, keeps what was found, and checks again what an edit can change."""
