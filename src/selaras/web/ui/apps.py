"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base page, components, navigation, translations."""

    name = "selaras.web.ui"
