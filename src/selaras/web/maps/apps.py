"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class MapsConfig(AppConfig):
    """The whole agency at a glance: people × competency, coverage, gaps, units side by side."""

    name = "selaras.web.maps"
