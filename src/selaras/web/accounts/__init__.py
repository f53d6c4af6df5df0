"""Instansi, users, roles and scopes: who may do what, where, until when."""
