"""Evaluation policies and code lists as versions: edited by one person, approved by another, in force from a day."""
