"""Seals as lines of a file: what is kept outside the database, and read again to check it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from selaras.errors import DataRefused, Text
from selaras.web.audit import keys
from selaras.web.audit.canonical import dumps
from selaras.web.audit.models import Seal
from selaras.web.audit.record import moment

SIGNED = ("at", "number", "hash", "batch_number", "batch_hash")
COLUMNS = (*SIGNED, "key", "signature")


def said(seal: Seal) -> dict[str, Any]:
    """What a seal says, as a line of the file holds it."""
    return {name: getattr(seal, name) for name in COLUMNS} | {"at": moment(seal.at)}


def message(values: dict[str, Any]) -> bytes:
    """The bytes that are signed."""
    return dumps({"selaras": "seal", **{name: values.get(name) for name in SIGNED}}).encode("ascii")


def genuine(values: dict[str, Any], public: str = "") -> bool:
    """Whether the key signed it: the one given, else the one it names."""
    return keys.signed(message(values), str(values.get("signature")), public or str(values.get("key")))


def kept() -> Path:
    """The installation's own file, one line a seal. Copy it to where this server cannot write."""
    return Path(settings.DATA) / "seals" / "seals.jsonl"


def write_out() -> None:
    """Append to the installation's file what it has not yet: also what a crash kept from it."""
    path = kept()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o640), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        _drop_torn(file)
        file.seek(0)
        have = set(file.read().splitlines())
        for seal in Seal.objects.order_by("pk").iterator():
            line = dumps(said(seal)).encode("ascii")
            if line not in have:
                file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())


def write_to(path: Path) -> int:
    """All seals of the database into a file of their own; how many."""
    lines = [dumps(said(seal)) for seal in Seal.objects.order_by("pk").iterator()]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
    return len(lines)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The seals of a file. Raises DataRefused naming the line that is none."""
    for at, line in enumerate(path.read_bytes().splitlines(), start=1):
        values = parsed(line)
        if values is None or set(values) != set(COLUMNS):
            raise DataRefused(
                Text(
                    f"{path.name}, baris {at}: bukan segel yang utuh.",
                    f"{path.name}, line {at}: not a whole seal.",
                ),
                Text(
                    "Pakai salinan berkas segel yang lain, atau buang baris itu bila ia hanya terpotong.",
                    "Use another copy of the file of seals, or remove the line if it is merely cut off.",
                ),
            )
        yield values


def parsed(line: bytes) -> dict[str, Any] | None:
    """A line as it was written here; None for any other, even one that says the same in other characters."""
    try:
        values = json.loads(line)
        same = isinstance(values, dict) and dumps(values).encode("ascii") == line
    except (ValueError, RecursionError):
        return None
    return values if same else None


def in_order(values: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """By the number sealed, each once."""
    once = {dumps(each): each for each in values}
    return sorted(once.values(), key=lambda each: (_whole(each["number"]), str(each["at"])))


def _whole(number: Any) -> int:
    return number if isinstance(number, int) else -1  # nonsense comes first, and fails its signature


def _drop_torn(file: Any) -> None:
    # A crash in mid-line left half of one; the whole one is in the database and is written again.
    content = file.read()
    file.seek(content.rfind(b"\n") + 1)
    file.truncate()
