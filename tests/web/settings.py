"""The application's settings, for tests: a data folder that is thrown away and quick password hashes.

The database is SQLite in a file, as in use (threads and processes share it); with SELARAS_TEST_DATABASE=postgresql a
real PostgreSQL.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

for name in [name for name in os.environ if name == "DATABASE_URL" or name.startswith("SELARAS_")]:
    if not name.startswith("SELARAS_TEST_"):
        del os.environ[name]
FOLDER = tempfile.mkdtemp(prefix="selaras-test-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["SELARAS_DATA"] = FOLDER
Path(FOLDER, "static").mkdir()
os.environ["SELARAS_SECRET_KEY"] = "only-for-tests-" + "x" * 40
os.environ["SELARAS_DEBUG"] = "0"
os.environ["SELARAS_TOTP_REQUIRED"] = "0"  # the tests of accounts switch it on

from selaras.web.config.env import sqlite  # noqa: E402
from selaras.web.config.settings import *  # noqa: E402, F403  # the environment must stand before
from tests.web import postgresql  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": Path(FOLDER, "uploads")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if os.environ.get("SELARAS_TEST_DATABASE") == "postgresql":
    DATABASES = {"default": postgresql.settings()}
else:
    DATABASES = {
        "default": sqlite(Path(FOLDER, "selaras.sqlite3"))
        | {"TEST": {"NAME": str(Path(FOLDER, "test.sqlite3"))}}
    }
