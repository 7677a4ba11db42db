"""The dock and the pages of the planner's steps."""
