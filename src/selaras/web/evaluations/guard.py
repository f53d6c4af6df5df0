"""Triggers by which the database itself refuses to change a finished run or comparison. Installed after every migration:
SQLite forgets a table's triggers when a migration rebuilds it."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "a finished evaluation never changes"
# Table → the condition under which its row (OLD, or NEW when it is added) belongs to something finished.
FINISHED = {
    "evaluations_run": "OLD.finished",
    "evaluations_comparison": "OLD.finished",
    "evaluations_answer": "(SELECT finished FROM evaluations_run WHERE id = {row}.run_id)",
    "evaluations_move": "(SELECT finished FROM evaluations_comparison WHERE id = {row}.comparison_id)",
}
CHILDREN = ("evaluations_answer", "evaluations_move")


def install(connection: BaseDatabaseWrapper) -> None:
    """Make finished rows refuse every change. Installing again changes nothing."""
    present = set(connection.introspection.table_names())
    tables = [table for table in FINISHED if table in present]
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
        for table in (each for each in FINISHED if each in present):
            for event in _events(table):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_finished_no_{event}{on}")


def after_migrate(using: str = "default", **_: Any) -> None:
    """Receiver of Django's signal."""
    from django.db import connections

    install(connections[using])


def _events(table: str) -> tuple[str, ...]:
    return ("update", "delete", "insert") if table in CHILDREN else ("update", "delete")


def _statements(table: str, postgresql: bool) -> list[str]:
    found = []
    for event in _events(table):
        finished = FINISHED[table].format(row="NEW" if event == "insert" else "OLD")
        name = f"{table}_finished_no_{event}"
        if not postgresql:
            found.append(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {finished} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
            continue
        given = "OLD" if event == "delete" else "NEW"
        found.append(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {finished} THEN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END IF; "
            f"RETURN {given}; END $$"
        )
        found.append(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )
    return found
