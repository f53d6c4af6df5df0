"""The database itself refuses to change the log."""

from __future__ import annotations

from selaras.web.guards import ALWAYS, Guard

# A view may be put into a batch once; nothing else of it changes.
LINKED = ("at", "by_id", "by_name", "by_role", "instansi_id", "person_id", "what", "hash", "id")
LINKING = " AND ".join(
    [
        "OLD.batch_id IS NULL",
        "NEW.batch_id IS NOT NULL",
        *(f"OLD.{each} {{same}} NEW.{each}" for each in LINKED),
    ]
)
APPENDED = dict.fromkeys(("update", "delete", "truncate"), ALWAYS)

GUARD = Guard(
    "the audit log is append-only",
    {
        "audit_entry": APPENDED,
        "audit_seal": APPENDED,
        "audit_accessbatch": APPENDED,
        "audit_access": APPENDED | {"update": f"NOT ({LINKING})"},
    },
    strict=True,
)
