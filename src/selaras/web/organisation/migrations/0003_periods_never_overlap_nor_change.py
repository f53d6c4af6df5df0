"""The database's own belt: live periods of one unit or position never overlap, and a period is only ever retired."""

from __future__ import annotations

from typing import Any

from django.db import migrations

OWNERS = {"unitperiod": "unit_id", "positionperiod": "position_id"}

# A range of one number instead of the number itself: that needs no extension of the database.
EXCLUDE = """
ALTER TABLE organisation_{table} ADD CONSTRAINT {table}_never_overlaps EXCLUDE USING gist (
    int8range({owner}, {owner}, '[]') WITH &&, daterange(valid_from, valid_to, '[]') WITH &&
) WHERE (retired_at IS NULL)
"""
FUNCTION = """
CREATE OR REPLACE FUNCTION organisation_period_is_only_retired() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.retired_at IS NOT NULL OR NEW.retired_at IS NULL
        OR to_jsonb(NEW) - 'retired_at' <> to_jsonb(OLD) - 'retired_at' THEN
        RAISE EXCEPTION 'a period is only ever retired' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""
TRIGGER = """
CREATE TRIGGER {table}_is_only_retired BEFORE UPDATE ON organisation_{table}
FOR EACH ROW EXECUTE FUNCTION organisation_period_is_only_retired()
"""

SQLITE_OVERLAP = """
CREATE TRIGGER {table}_never_overlaps BEFORE INSERT ON organisation_{table}
WHEN NEW.retired_at IS NULL AND EXISTS (
    SELECT 1 FROM organisation_{table} WHERE {owner} = NEW.{owner} AND retired_at IS NULL
    AND valid_from <= NEW.valid_to AND valid_to >= NEW.valid_from
)
BEGIN SELECT RAISE(ABORT, 'live periods overlap'); END
"""
SQLITE_CHANGE = """
CREATE TRIGGER {table}_is_only_retired BEFORE UPDATE ON organisation_{table}
WHEN OLD.retired_at IS NOT NULL OR NEW.retired_at IS NULL OR {changed}
BEGIN SELECT RAISE(ABORT, 'a period is only ever retired'); END
"""


def guard(apps: Any, schema_editor: Any) -> None:
    """Add the constraint and the triggers."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)
        for table, owner in OWNERS.items():
            schema_editor.execute(EXCLUDE.format(table=table, owner=owner))
            schema_editor.execute(TRIGGER.format(table=table))
        return
    for table, owner in OWNERS.items():
        columns = [
            field.column
            for field in apps.get_model("organisation", table)._meta.local_concrete_fields
            if field.name != "retired_at"
        ]
        changed = " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in columns)
        schema_editor.execute(SQLITE_OVERLAP.format(table=table, owner=owner))
        schema_editor.execute(SQLITE_CHANGE.format(table=table, changed=changed))


def unguard(apps: Any, schema_editor: Any) -> None:
    """Take them away."""
    for table in OWNERS:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE organisation_{table} DROP CONSTRAINT {table}_never_overlaps")
            schema_editor.execute(f"DROP TRIGGER {table}_is_only_retired ON organisation_{table}")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_never_overlaps")
            schema_editor.execute(f"DROP TRIGGER {table}_is_only_retired")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION organisation_period_is_only_retired()")


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_workbooks_and_documents_of_decisions")]
    operations = [migrations.RunPython(guard, unguard)]
