"""Measures of speed and memory, compared as ratios within one run (`make bench`)."""
