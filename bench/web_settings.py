"""The application's settings for measuring: as in use, with the plain pages beside it."""

from __future__ import annotations

from selaras.web.config import settings as used
from selaras.web.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.web_urls"
STORAGES = {
    **used.STORAGES,  # uploads in the folder of data, not where the command was typed
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING = {"version": 1, "disable_existing_loggers": True}
