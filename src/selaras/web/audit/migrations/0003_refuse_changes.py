"""The database refuses to change the log (see audit.guard, which also runs after every later migration)."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from selaras.web.audit.guard import GUARD


def install(_apps: Any, schema_editor: Any) -> None:
    GUARD.install(schema_editor.connection)


def remove(_apps: Any, schema_editor: Any) -> None:
    GUARD.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chains_and_seals")]

    operations = [migrations.RunPython(install, remove, elidable=False)]
