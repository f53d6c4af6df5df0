"""Signing in, second factors, accounts and roles."""
