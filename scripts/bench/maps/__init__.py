"""Seeded maps of any size to measure on, and what is spoiled and edited in them."""
