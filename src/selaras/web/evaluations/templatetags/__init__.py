"""Tags of the pages of verdicts."""
