"""What a list's addresses answer."""
