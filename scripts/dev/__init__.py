"""What a developer runs: set-up, tests, checks, texts, and QGIS to play with."""
