"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """Who meets which standard."""

    name = "selaras.web.evaluations"
