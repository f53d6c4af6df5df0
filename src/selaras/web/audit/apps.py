"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """The tamper-evident record of every write, and who looked at whom."""

    name = "selaras.web.audit"

    def ready(self) -> None:
        """Keep the triggers in place; show the pages in the navigation; check the deployment."""
        from selaras.web.audit import checks, guard, navigation

        post_migrate.connect(guard.after_migrate, sender=self, dispatch_uid="audit.guard")
        checks.register()
        navigation.register()
