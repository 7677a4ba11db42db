"""The reviewer's windows: the queue, one submission, and the decision on it."""
