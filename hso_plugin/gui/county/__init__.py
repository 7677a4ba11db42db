"""The whole county: the check across borders, how things stand, and releases."""
