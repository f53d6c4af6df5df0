"""Standards in the browser: published, read, compared."""
