"""Files that people bring: checked, kept outside the web root."""
