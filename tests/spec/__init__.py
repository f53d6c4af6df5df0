"""Cases that a lawyer can read, and the small runner that puts them to the engine."""
