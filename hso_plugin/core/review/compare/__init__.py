"""A submission beside the map before it, the submitter's report and the neighbours."""
