"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Employees and everything recorded about them."""

    name = "selaras.web.people"
