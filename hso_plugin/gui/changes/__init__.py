"""Lists of changes, and what differs in each, in words."""
