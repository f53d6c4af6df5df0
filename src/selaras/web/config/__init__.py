"""Settings, URLs and the server's entry point."""
