"""What `selaras check` asks of the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core import checks as django_checks
from django.db import connections

from selaras.web.audit.guard import GUARD


def register() -> None:
    """Tell Django."""
    django_checks.register(triggers, django_checks.Tags.database)


def triggers(databases: Sequence[str] | None = None, **_: Any) -> list[django_checks.CheckMessage]:
    """The triggers must be there once the tables are."""
    missing = [
        alias
        for alias in databases or ()
        if set(GUARD.tables) <= set(connections[alias].introspection.table_names())
        and not GUARD.installed(connections[alias])
    ]
    return [
        django_checks.Error(
            f"The audit log of the database “{alias}” can be changed: triggers are missing.",
            hint="Run: selaras migrate. If somebody switched them off, run: selaras audit verify.",
            id="audit.E001",
        )
        for alias in missing
    ]
