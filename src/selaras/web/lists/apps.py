"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Lists, saved views, exports and search."""

    name = "selaras.web.lists"
