"""Triggers by which the database itself refuses to change a published version. Installed after every migration:
SQLite forgets a table's triggers when a migration rebuilds it."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "a published standard never changes"
# Table → the condition under which its row OLD belongs to a published version.
PUBLISHED = {
    "standards_version": "OLD.state = 'published'",
    "standards_piece": "(SELECT state FROM standards_version WHERE id = OLD.version_id) = 'published'",
    "standards_link": "(SELECT state FROM standards_version WHERE id = OLD.version_id) = 'published'",
    "standards_ending": "OLD.id IS NOT NULL",  # appended only
    "standards_rubricpair": "OLD.since IS NOT NULL",  # counts from a day on, once a second person has confirmed it
}
EVENTS = ("update", "delete")


def install(connection: BaseDatabaseWrapper) -> None:
    """Make published rows refuse UPDATE and DELETE. Installing again changes nothing."""
    present = set(connection.introspection.table_names())
    tables = [table for table in PUBLISHED if table in present]
    if not tables:
        return
    remove(connection)
    with connection.cursor() as cursor:
        for table in tables:
            for statement in _statements(table, connection.vendor == "postgresql"):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for a migration of these tables, and for tests that empty the database."""
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in PUBLISHED:
            for event in EVENTS:
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                if table in present:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_published_no_{event}{on}")


def after_migrate(using: str = "default", **_: Any) -> None:
    """Receiver of Django's signal."""
    from django.db import connections

    install(connections[using])


def _statements(table: str, postgresql: bool) -> list[str]:
    if not postgresql:
        return [
            f"CREATE TRIGGER {table}_published_no_{event} BEFORE {event} ON {table} WHEN {PUBLISHED[table]} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for event in EVENTS
        ]
    function = (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {PUBLISHED[table]} THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    triggers = [
        f"CREATE TRIGGER {table}_published_no_{event} BEFORE {event} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        for event in EVENTS
    ]
    return [function, *triggers]
