"""Standards written in the browser: by several people, with the linter beside, submitted and approved."""
