"""Benchmarks: ratios against QGIS's own ways of doing the same, measured in one run on one platform."""
