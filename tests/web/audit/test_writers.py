"""Fifty writers at once: no error, nothing lost, no number twice or left out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from selaras.web.accounts.models import Instansi
from selaras.web.audit.models import Entry
from selaras.web.audit.verify import Tally, database

ROOT = Path(__file__).resolve().parents[3]
PROCESSES, THREADS, ENTRIES = 5, 10, 6


def environment(folder: Path) -> dict[str, str]:
    """For a process that writes into the database of this test."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SELARAS_TEST")}
    made = {
        "SELARAS_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "selaras.web.config.settings",
        "DATABASE_URL": "",
    }
    found = connection.settings_dict
    if connection.vendor == "postgresql":
        made["PGHOST"] = str(found["HOST"])  # a socket's folder
        made["DATABASE_URL"] = f"postgresql://{found['USER']}@/{found['NAME']}"
    else:
        (folder / "selaras.sqlite3").symlink_to(found["NAME"])
    return kept | made


@pytest.mark.django_db(transaction=True)
def test_fifty_writers_come_one_after_another(tmp_path: Path) -> None:
    if connection.vendor == "sqlite":
        assert "mode=memory" not in str(connection.settings_dict["NAME"]), "SQLite in a file, as in use"
    Instansi.objects.create(code="shared", name="0", region="Contoh")
    connection.close()
    surroundings = environment(tmp_path)
    command = [sys.executable, "-m", "tests.web.audit.writers", str(THREADS), str(ENTRIES)]
    writers = [
        subprocess.Popen(
            [*command, str(process * THREADS)],
            cwd=ROOT,
            env=surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for process in range(PROCESSES)
    ]
    for each in writers:
        out, err = each.communicate(timeout=200)
        assert not each.returncode, err
        said = json.loads(out)
        assert said["errors"] == []
    everything = PROCESSES * THREADS * ENTRIES
    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, everything + 1)
    )
    written = {(entry.after["who"], entry.after["each"]) for entry in Entry.objects.all()}
    assert written == {(who, each) for who in range(PROCESSES * THREADS) for each in range(ENTRIES)}
    assert Instansi.objects.get(code="shared").name == str(everything)
    assert not list(database(Tally()))
