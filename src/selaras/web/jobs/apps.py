"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work in the background, with progress, retry and a reaper."""

    name = "selaras.web.jobs"
