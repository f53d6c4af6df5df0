"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    """Files reconciled with what is recorded, never over it."""

    name = "selaras.web.imports"

    def ready(self) -> None:
        """Register the background work, the navigation and the tasks."""
        from selaras.web.accounts.roles import Permission
        from selaras.web.imports import jobs  # noqa: F401  # registers its work
        from selaras.web.imports.tasks import tasks
        from selaras.web.ui import registry

        registry.navigation(
            label=_("Impor"),
            url="imports:list",
            icon="file-up",
            order=50,
            permissions=(Permission.IMPORT,),
        )
        registry.tasks(tasks)
