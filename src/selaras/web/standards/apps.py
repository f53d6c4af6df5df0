"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class StandardsConfig(AppConfig):
    """Standards in the browser: published, read, compared."""

    name = "selaras.web.standards"

    def ready(self) -> None:
        """Let the database guard what is published; put the standards into the navigation and the search."""
        from selaras.web.standards import guard
        from selaras.web.standards.views.read_search import hits
        from selaras.web.ui import registry

        registry.navigation(label=_("Standar"), url="standards:index", icon="scale", order=20)
        registry.search(key="standards", label=_("Standar"), find=hits, order=40)

        post_migrate.connect(guard.after_migrate, sender=self, dispatch_uid="standards.guard")
