"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The tamper-evident record of every write, and who looked at whom."""

    name = "selaras.web.audit"

    def ready(self) -> None:
        """Keep the triggers in place; show the pages in the navigation; check the deployment."""
        from selaras.web.audit import checks, navigation
        from selaras.web.audit.guard import GUARD

        GUARD.keep(self)
        checks.register()
        navigation.register()
