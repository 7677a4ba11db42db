"""Threads of comments on a submission, for the planner and the reviewer."""
