"""Tests that commit empty the database afterwards, which the log's triggers refuse: they are taken away for that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from selaras.web.guards import guards


@pytest.fixture(scope="session", autouse=True)
def log_can_be_emptied() -> Iterator[None]:
    """Around the emptying of the database after a transactional test, and only there, the triggers are away."""
    empty = TransactionTestCase._fixture_teardown

    def unguarded(case: TransactionTestCase) -> None:
        with off():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", unguarded)
        yield


@contextmanager
def off() -> Iterator[Any]:
    """Without triggers: what somebody can do who owns the database."""
    connection.check_constraints()  # PostgreSQL alters no table whose foreign keys it has yet to check
    for guard in guards():
        guard.remove(connection)
    try:
        yield connection
    finally:
        connection.check_constraints()
        for guard in guards():
            guard.install(connection)
