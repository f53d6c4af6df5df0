"""A list as a file: what the page shows, all its rows, with who took it, when and under which filters."""
