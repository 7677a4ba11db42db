"""The open working copy, on which all of the planner's windows look."""
