"""The grammar of Indonesian regulations: one module per part of a document. No rule knows any one regulation."""
