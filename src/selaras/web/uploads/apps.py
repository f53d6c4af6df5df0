"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Files that people bring: checked, kept outside the web root."""

    name = "selaras.web.uploads"
