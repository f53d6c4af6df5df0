"""Triggers by which the database itself refuses to change an approved version. Installed after every migration:
SQLite forgets a table's triggers when a migration rebuilds it."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "an approved policy never changes"
# Table → the condition under which its row OLD belongs to an approved version.
APPROVED = {
    "policies_version": "OLD.state = 'approved'",
    "policies_paper": "(SELECT state FROM policies_version WHERE id = OLD.version_id) = 'approved'",
}
EVENTS = ("update", "delete")


def install(connection: BaseDatabaseWrapper) -> None:
    """Make approved rows refuse UPDATE and DELETE. Installing again changes nothing."""
    tables = _present(connection)
    remove(connection)
    with connection.cursor() as cursor:
        for table in tables:
            for statement in _statements(table, connection.vendor == "postgresql"):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for a migration of these tables, and for tests that empty the database."""
    tables = _present(connection)
    with connection.cursor() as cursor:
        for table in tables:
            for event in EVENTS:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_approved_no_{event}{on}")


def after_migrate(using: str = "default", **_: Any) -> None:
    """Receiver of Django's signal."""
    from django.db import connections

    install(connections[using])


def _present(connection: BaseDatabaseWrapper) -> list[str]:
    present = set(connection.introspection.table_names())
    return [table for table in APPROVED if table in present]


def _statements(table: str, postgresql: bool) -> list[str]:
    if not postgresql:
        return [
            f"CREATE TRIGGER {table}_approved_no_{event} BEFORE {event} ON {table} WHEN {APPROVED[table]} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for event in EVENTS
        ]
    function = (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {APPROVED[table]} THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    triggers = [
        f"CREATE TRIGGER {table}_approved_no_{event} BEFORE {event} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        for event in EVENTS
    ]
    return [function, *triggers]
