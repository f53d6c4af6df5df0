"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """Evaluation policies and code lists as versions: edited by one person, approved by another, in force from a day."""

    name = "selaras.web.policies"
