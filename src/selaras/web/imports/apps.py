"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Files reconciled with what is recorded, never over it."""

    name = "selaras.web.imports"
