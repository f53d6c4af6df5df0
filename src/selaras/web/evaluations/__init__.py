"""Who meets which standard."""
