"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class DeterminationsConfig(AppConfig):
    """Where law leaves judgement: determined by a person, confirmed by another, revocable."""

    name = "selaras.web.determinations"
