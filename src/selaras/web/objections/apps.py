"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class ObjectionsConfig(AppConfig):
    """An employee objects to a line of the own verdict; an analyst answers by a day."""

    name = "selaras.web.objections"
