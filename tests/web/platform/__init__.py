"""Settings, server, health, tools of the tests."""
