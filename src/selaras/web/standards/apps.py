"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    """Standards in the browser: published, read, compared."""

    name = "selaras.web.standards"
