"""The application: the only place that knows HTTP, the database and settings."""
