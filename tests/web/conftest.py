"""What every test of the application starts from: the small cast, each with an account."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.web.audit.guard import log_can_be_emptied  # noqa: F401  # a fixture for all tests
from tests.web.browser import browser, context, page, screen, server, shot, sign_in  # noqa: F401  # one browser
from tests.web.cast import Cast, make_cast


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database of the tests. PostgreSQL drops none that a thread, done with its work, still has open."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture
def cast(db: None) -> Cast:
    """Two instansi with units, positions, people and one account per role."""
    return make_cast()
