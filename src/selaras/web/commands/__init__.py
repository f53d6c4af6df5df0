"""What the command line asks of the application: serve, migrate, audit, check."""
