"""Sentences about the core that are not well told as cases."""
