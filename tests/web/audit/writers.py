"""Many writers at once, as a program of its own: `python -m tests.web.audit.writers THREADS ENTRIES FIRST`.

The database is that of the environment (SELARAS_DATA, DATABASE_URL). Each writer changes a row of its own and the row
that all of them share, and puts both on record. Prints one line of JSON: errors, and entries a second.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from datetime import UTC, datetime

import django

AT = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)


def main(threads: int, entries: int, first: int) -> None:
    """Start the writers together and wait for them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selaras.web.config.settings")
    django.setup()
    errors: list[str] = []
    ready = threading.Barrier(threads + 1)
    everyone = [
        threading.Thread(target=_write, args=(first + each, entries, ready, errors))
        for each in range(threads)
    ]
    for each in everyone:
        each.start()
    ready.wait()
    began = time.perf_counter()
    for each in everyone:
        each.join()
    took = time.perf_counter() - began
    print(json.dumps({"errors": errors, "rate": threads * entries / took}))  # noqa: T201


def _write(who: int, entries: int, ready: threading.Barrier, errors: list[str]) -> None:
    from django.db import connection, transaction

    from selaras.web.accounts.models import Instansi
    from selaras.web.audit.record import record

    ready.wait()
    try:
        for each in range(entries):
            with transaction.atomic():
                shared = Instansi.objects.select_for_update().get(code="shared")
                shared.name = str(int(shared.name) + 1)  # a count that is lost if two read the same
                shared.save(update_fields=["name"])
                own = Instansi.objects.create(code=f"w{who}-{each}", name="Contoh", region="Contoh")
                record("test.write", own, by=None, at=AT, after={"who": who, "each": each})
    except Exception as error:  # noqa: BLE001  # counted, and told by the test
        errors.append(f"{type(error).__name__}: {error}")
    finally:
        connection.close()


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:4]))
