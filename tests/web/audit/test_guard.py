"""The database itself refuses to change the log."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import checks
from django.db import DatabaseError, connection, transaction

from selaras.web.audit import actions
from selaras.web.audit.guard import GUARD
from selaras.web.audit.models import Entry
from selaras.web.guards import guards
from tests.web.audit.guard import off
from tests.web.audit.harm import chain
from tests.web.audit.looks import look
from tests.web.cast import AT, Cast

FORBIDDEN = [
    "UPDATE audit_entry SET why = 'x'",
    "UPDATE audit_entry SET hash = hash",
    "DELETE FROM audit_entry",
    "UPDATE audit_seal SET number = 0",
    "DELETE FROM audit_seal",
    "UPDATE audit_accessbatch SET views = 0",
    "DELETE FROM audit_accessbatch",
    "DELETE FROM audit_access",
    "UPDATE audit_access SET what = 'x'",
    "UPDATE audit_access SET batch_id = NULL",
    "UPDATE audit_access SET batch_id = batch_id, what = 'x'",
]


def full(cast: Cast) -> None:
    """A row in each table."""
    from selaras.web.audit.access import chain_batch

    chain(2)
    look(cast)
    chain_batch(AT)
    actions.seal(at=AT)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_a_change_is_refused(cast: Cast, statement: str) -> None:
    full(cast)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", sorted(GUARD.tables))
def test_emptying_a_table_is_refused(cast: Cast, table: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's way to silence triggers")
def test_triggers_fire_even_where_a_session_silences_them(cast: Cast) -> None:
    chain(1)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute("DELETE FROM audit_entry")
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize(
    "harm", [lambda: Entry.objects.update(why="x"), lambda: Entry.objects.get().delete()]
)
def test_the_application_cannot_change_it_either(db: None, harm: Callable[[], object]) -> None:
    chain(1)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        harm()


def test_the_deployment_check_tells_when_triggers_are_missing(db: None) -> None:
    def said() -> list[str | None]:
        return [each.id for each in checks.run_checks(databases=["default"], tags=["database"])]

    assert "audit.E001" not in said()
    with off():
        assert "audit.E001" in said()
    assert "audit.E001" not in said()


def test_the_guard_of_every_app_stands_and_installing_it_again_changes_nothing(db: None) -> None:
    with off():
        assert not any(guard.installed(connection) for guard in guards())
    assert GUARD in guards()
    for guard in guards():
        assert guard.installed(connection)
        guard.install(connection)
        assert guard.installed(connection)


def test_the_database_of_a_committing_test_is_emptied_and_guarded_again(transactional_db: None) -> None:
    chain(3)  # what the end of this test must be able to remove


def test_the_committing_test_before_left_an_empty_and_guarded_log(transactional_db: None) -> None:
    assert not Entry.objects.exists()
    assert GUARD.installed(connection)
