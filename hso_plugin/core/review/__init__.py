"""Submission and regional review: what municipalities send in, what reviewers say of it, and what follows from that."""
