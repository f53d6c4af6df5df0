"""The database that the tests run on is the one that was asked for."""

from __future__ import annotations

import os

import pytest
from django.core.cache import cache
from django.db import connection


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for() -> None:
    asked = os.environ.get("SELARAS_TEST_DATABASE") or "sqlite"
    assert connection.vendor == asked
    if asked == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)


@pytest.mark.django_db
def test_the_shared_cache_has_its_table() -> None:
    cache.set("a", 1)
    assert cache.get("a") == 1
