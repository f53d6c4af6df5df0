"""Triggers by which the database itself refuses to change what is settled. Looked after once more at the end of every
migration: SQLite forgets a table's triggers when a migration rebuilds it.

What stands is left as it is. So whoever changes a condition or a refusal also writes a migration that calls `remove`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate

ALWAYS = "TRUE"


def unchanged(condition: str) -> dict[str, str]:
    """A row under a condition is neither changed nor deleted."""
    return {"update": condition, "delete": condition}


@dataclass(frozen=True)
class Guard:
    """What an app has refused.

    `tables`: table → event (update, delete, insert, truncate) → the condition on OLD or NEW under which it is refused,
    where `{same}` holds null equal to null. SQLite knows no truncate. `stem`: what its triggers are told apart by.
    `strict`: PostgreSQL refuses even where a session silences triggers.
    """

    refusal: str
    tables: Mapping[str, Mapping[str, str]]
    stem: str = ""
    strict: bool = False

    def keep(self, app: AppConfig) -> None:
        """Install it at the end of every migration from now on: for `AppConfig.ready()`."""
        _guards[app.label] = self
        post_migrate.connect(self._migrated, sender=app, dispatch_uid=f"{app.label}.guard")

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Refuse from now on, in the tables that are there. Installing again changes nothing."""
        if self.installed(connection):
            return
        self.remove(connection)
        statements = _postgresql if connection.vendor == "postgresql" else _sqlite
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for table, event, name in self._triggers(connection):
                for statement in statements(self, table, event, name):
                    cursor.execute(statement)

    def remove(self, connection: BaseDatabaseWrapper) -> None:
        """Take the triggers away: for a migration of these tables, and for tests that empty the database."""
        with connection.cursor() as cursor:
            for table, _event, name in self._triggers(connection):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")

    def installed(self, connection: BaseDatabaseWrapper) -> bool:
        """Whether every trigger is in place in the tables that are there, and none is switched off."""
        found = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "postgresql":
            firing = "'A'" if self.strict else "'A', 'O'"
            found = f"SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ({firing})"
        with connection.cursor() as cursor:
            cursor.execute(found)
            names = {row[0] for row in cursor.fetchall()}
        return all(name in names for _table, _event, name in self._triggers(connection))

    def _triggers(self, connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str, str]]:
        present = set(connection.introspection.table_names())
        for table in present & set(self.tables):
            for event in self.tables[table]:
                if event != "truncate" or connection.vendor == "postgresql":
                    yield table, event, f"{table}_{self.stem}no_{event}"

    def _migrated(self, using: str = "default", **_: Any) -> None:
        self.install(connections[using])


_guards: dict[str, Guard] = {}


def guards() -> list[Guard]:
    """Those of every app."""
    return list(_guards.values())


def _sqlite(guard: Guard, table: str, event: str, name: str) -> list[str]:
    refused = guard.tables[table][event].format(same="IS")
    return [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {refused} "
        f"BEGIN SELECT RAISE(ABORT, '{guard.refusal}'); END"
    ]


def _postgresql(guard: Guard, table: str, event: str, name: str) -> list[str]:
    refused = guard.tables[table][event].format(same="IS NOT DISTINCT FROM")
    given, each = "OLD" if event == "delete" else "NEW", "STATEMENT" if event == "truncate" else "ROW"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {refused} THEN RAISE EXCEPTION '{guard.refusal}' USING ERRCODE = 'restrict_violation'; END IF; "
        f"RETURN {given}; END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {name}()",
        *([f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"] if guard.strict else []),
    ]
