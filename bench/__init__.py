"""Measurements, not tests: speed and memory as ratios to something measured in the same run."""
