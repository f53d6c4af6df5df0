"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The tamper-evident record of every write, and who looked at whom."""

    name = "selaras.web.audit"
