"""Triggers by which the database itself refuses to change what is on record. Installed after every migration:
SQLite forgets a table's triggers when a migration rebuilds it."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

APPENDED = ("audit_entry", "audit_seal", "audit_accessbatch", "audit_access")
VIEWS = "audit_access"
REFUSAL = "the audit log is append-only"
# A view may be put into a batch once; nothing else of it changes.
LINKED = ("at", "by_id", "by_name", "by_role", "instansi_id", "person_id", "what", "hash", "id")


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the tables refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE. Installing again changes nothing."""
    present = set(connection.introspection.table_names())
    tables = [table for table in APPENDED if table in present]
    if tables and not installed(connection):
        remove(connection)
        _run(connection, _postgresql(tables) if connection.vendor == "postgresql" else _sqlite(tables))


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for a migration of these tables, and for tests that empty the database."""
    present = set(connection.introspection.table_names())
    drop = []
    for table in APPENDED:
        for event in ("update", "delete", "truncate"):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            if table in present:
                drop.append(f"DROP TRIGGER IF EXISTS {table}_no_{event}{on}")
    _run(connection, drop)


def installed(connection: BaseDatabaseWrapper) -> bool:
    """Whether every trigger is in place."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # 'A': fires always, even where triggers are switched off for a session.
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        found = {row[0] for row in cursor.fetchall()}
    events = ("update", "delete", "truncate") if connection.vendor == "postgresql" else ("update", "delete")
    return {f"{table}_no_{event}" for table in APPENDED for event in events} <= found


def after_migrate(using: str = "default", **_: Any) -> None:
    """Receiver of Django's signal."""
    from django.db import connections

    install(connections[using])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _sqlite(tables: list[str]) -> list[str]:
    made = []
    for table in tables:
        for event in ("update", "delete"):
            when = f" WHEN NOT ({_linking('IS')})" if (table, event) == (VIEWS, "update") else ""
            made.append(
                f"CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}{when} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )
    return made


def _postgresql(tables: list[str]) -> list[str]:
    made = [
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$"
    ]
    for table in tables:
        for event in ("update", "delete", "truncate"):
            each = "STATEMENT" if event == "truncate" else "ROW"
            same = _linking("IS NOT DISTINCT FROM")
            when = f" WHEN (NOT ({same}))" if (table, event) == (VIEWS, "update") else ""
            made.append(
                f"CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table} "
                f"FOR EACH {each}{when} EXECUTE FUNCTION audit_refuse()"
            )
            made.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_{event}")
    return made


def _linking(same: str) -> str:
    unchanged = " AND ".join(f"OLD.{column} {same} NEW.{column}" for column in LINKED)
    return f"OLD.batch_id IS NULL AND NEW.batch_id IS NOT NULL AND {unchanged}"
