"""Pages of verdicts."""
