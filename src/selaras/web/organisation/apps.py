"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Units and positions, dated; which class a title has."""

    name = "selaras.web.organisation"
