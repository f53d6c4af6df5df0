"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PoliciesConfig(AppConfig):
    """Evaluation policies and code lists as versions: edited by one person, approved by another, in force from a day."""

    name = "selaras.web.policies"

    def ready(self) -> None:
        """Let the database guard what is approved."""
        from selaras.web.policies import guard

        post_migrate.connect(guard.after_migrate, sender=self, dispatch_uid="policies.guard")
