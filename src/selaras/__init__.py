"""Selaras: a competency-standard regulation as executable, cited law."""
