"""Django's entry to this app."""

from __future__ import annotations

from django.apps import AppConfig


class DraftsConfig(AppConfig):
    """Standards written in the browser: by several people, with the linter beside, submitted and approved."""

    name = "selaras.web.drafts"
