"""Submissions, decisions, comments and releases: what they are, where they stand, and their exchange."""
