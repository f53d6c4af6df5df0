"""The application's settings, for tests: a data folder that is thrown away and quick password hashes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["SELARAS_DATA"] = tempfile.mkdtemp(prefix="selaras-test-")
Path(os.environ["SELARAS_DATA"], "static").mkdir()
os.environ["SELARAS_SECRET_KEY"] = "only-for-tests-" + "x" * 40
os.environ["SELARAS_DEBUG"] = "0"

from selaras.web.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": Path(os.environ["SELARAS_DATA"], "uploads")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
