"""Long work in the background, with progress, retry and a reaper."""
