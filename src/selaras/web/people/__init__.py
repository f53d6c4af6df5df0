"""Employees and everything recorded about them."""
