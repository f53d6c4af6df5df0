"""Tags of the pages of the map."""
