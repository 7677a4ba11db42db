"""The objects of a check as arrays, with spatial indexes that several rules share."""
