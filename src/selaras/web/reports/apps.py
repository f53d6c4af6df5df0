"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """What is printed and handed on: profiles, unit and agency reports, the evidence list of the merit index."""

    name = "selaras.web.reports"
