"""The queue of submissions, and how things stand, in numbers."""
