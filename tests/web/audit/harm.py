"""What somebody who owns the database could do to the log, and what the check says about it."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

from selaras.web.audit.canonical import dumps
from selaras.web.audit.models import Entry
from selaras.web.audit.record import record
from selaras.web.audit.rows import ENTRY, Row, entries
from selaras.web.audit.verify import Tally, database
from tests.web.audit.guard import off
from tests.web.cast import AT


def chain(length: int) -> list[Row]:
    """A log of so many entries; its rows as they are stored."""
    with transaction.atomic():
        for each in range(length):
            record(
                "test.write",
                f"test:{each}",
                by=None,
                at=AT,
                before={"n": each} if each % 2 else None,
                after={"n": each + 1, "name": f"Contoh {each}"},
                why=f"alasan {each}",
            )
    return list(entries())


def run(statement: str, *values: Any) -> None:
    """A statement past the application, with the triggers taken away."""
    with off(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def kinds(found: Any = None) -> list[tuple[str, Any, Any]]:
    """What the check finds: kind, first, last."""
    found = database(Tally()) if found is None else found
    return [(str(each.kind), each.first, each.last) for each in found]


def forge(number: int, **values: Any) -> str:
    """Change an entry and make its hash anew, as the code does; the new hash."""
    from selaras.web.audit.record import fingerprint

    entry = Entry.objects.get(pk=number)
    for name, value in values.items():
        setattr(entry, name, value)
    entry.hash = fingerprint(entry)
    with off():
        entry.save(force_update=True)
    return entry.hash


def insert(row: Row) -> None:
    """A row past the application."""
    at = row["at"] if connection.vendor == "postgresql" else row["at"].replace("T", " ")[:19]
    values = [at if name == "at" else row[name] for name in ENTRY]
    run(f"INSERT INTO audit_entry ({', '.join(ENTRY)}) VALUES ({', '.join(['%s'] * len(ENTRY))})", *values)


def lines(rows: list[Row]) -> list[bytes]:
    """Rows as an exported file has them."""
    return [dumps(row).encode("ascii") for row in rows]
