"""Properties that hold for whatever people, standards, policies and days are generated."""
