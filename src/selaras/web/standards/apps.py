"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StandardsConfig(AppConfig):
    """Standards in the browser: published, read, compared."""

    name = "selaras.web.standards"

    def ready(self) -> None:
        """Let the database guard what is published."""
        from selaras.web.standards import guard

        post_migrate.connect(guard.after_migrate, sender=self, dispatch_uid="standards.guard")
