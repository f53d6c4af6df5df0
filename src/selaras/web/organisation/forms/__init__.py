"""What people fill in about units, positions and titles."""
