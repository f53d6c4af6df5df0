"""Units and positions, dated; which class a title has."""
