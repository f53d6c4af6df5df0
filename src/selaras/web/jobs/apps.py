"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work in the background, with progress, retry and a reaper."""

    name = "selaras.web.jobs"

    def ready(self) -> None:
        """Register the chores."""
        from selaras.web.jobs import chores, periodic

        periodic.every("daily", chores.prune_queue)
        periodic.every("hourly", chores.clear_sessions)
