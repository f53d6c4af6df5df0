"""Entries in a file that can be checked without the database: a line each, between a head line and a signed end line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.db.models import Max, Min

from selaras.clock import WESTERN_INDONESIA
from selaras.errors import Text
from selaras.web.audit import findings, keys, rows
from selaras.web.audit.canonical import dumps
from selaras.web.audit.findings import Finding
from selaras.web.audit.models import Entry, Head
from selaras.web.audit.record import moment, record
from selaras.web.audit.seals import parsed

BEGIN = ("first", "last", "previous", "head", "at", "key")
NOT_WHOLE = Text("bukan catatan yang utuh", "not a whole entry")
NO_BEGIN = Text("bukan awal ekspor jejak audit", "not the beginning of an exported audit log")
NO_END = Text(
    "penutup bertanda tangan tidak ada: berkas terpotong", "the signed end is missing: the file is cut off"
)
BAD_END = Text(
    "penutup tidak ditandatangani kunci instalasi", "the end is not signed by the installation's key"
)


def export(since: date | None, until: date | None, into: IO[bytes], *, at: datetime) -> int:
    """Write the entries of the days from `since` to `until` (WIB, both included); how many. Itself on record.

    The chain must not have holes: entries between the first and the last of those days come along.
    """
    first, last = _range(since, until)
    with transaction.atomic():  # alone: writers must not wait until the file is written
        record(
            "audit.export",
            "audit.entry",
            by=None,
            at=at,
            after={"since": since, "until": until, "first": first, "last": last},
        )
    before = Entry.objects.filter(number=first - 1).values_list("hash", flat=True).first() or ""
    head = Head.objects.get(pk=Head.ENTRIES).number
    begin = {"first": first, "last": last, "previous": before, "head": head, "at": moment(at)}
    begin["key"] = keys.public_key()
    into.write(_line({"selaras": "audit", **begin}))
    own = before
    for row in rows.entries(first, last):
        into.write(_line(row))
        own = row["hash"]
    signature = keys.sign(_signed(begin, own))
    into.write(_line({"selaras": "end", "number": last, "hash": own, "signature": signature}))
    return max(last - first + 1, 0)


class Taken:
    """An exported file being checked. After `begin`: `before`, `last`, `previous`. After `rows`: `hash`, `found`."""

    def __init__(self, path: Path, public: str) -> None:
        self.path, self.public = path, public
        self.before, self.last, self.previous, self.hash = 0, 0, "", ""
        self.head, self.at = 0, ""
        self.found: list[Finding] = []
        self._begin: dict[str, Any] = {}

    def begin(self) -> Iterator[Finding]:
        """Read the first line."""
        with self.path.open("rb") as file:
            line = parsed(file.readline().rstrip(b"\n")) or {}
        whole = set(line) == {"selaras", *BEGIN} and line["selaras"] == "audit"
        if not whole or not all(isinstance(line[name], int) for name in ("first", "last", "head")):
            yield findings.file_damaged(1, NO_BEGIN)
            return
        self._begin = {name: line[name] for name in BEGIN}
        self.before, self.last, self.previous = line["first"] - 1, line["last"], str(line["previous"])
        self.head, self.at = line["head"], str(line["at"])

    def rows(self) -> Iterator[rows.Row]:
        """The entries, one line at a time; lines that are none are named in `found`."""
        ended = False
        at = 1
        with self.path.open("rb") as file:
            file.readline()
            for at, raw in enumerate(file, start=2):
                line = parsed(raw.rstrip(b"\n"))
                if line is not None and line.get("selaras") == "end" and not ended:
                    ended = True
                    self._close(at, line)
                elif line is None or ended or set(line) != set(rows.ENTRY) or not raw.endswith(b"\n"):
                    self.found.append(findings.file_damaged(at, NOT_WHOLE))
                else:
                    yield line
        if not ended:
            self.found.append(findings.file_damaged(at, NO_END))

    def beyond(self, sealed: list[dict[str, Any]]) -> Iterator[Finding]:
        """Entries that were sealed before the file was made, and were gone when it was made."""
        known = max([each["number"] for each in sealed if each["at"] <= self.at], default=0)
        if self._begin and known > self.head:
            yield findings.cut(self.head + 1, known)

    def _close(self, at: int, line: dict[str, Any]) -> None:
        self.hash = str(line.get("hash"))
        signature, public = str(line.get("signature")), self.public or str(self._begin.get("key"))
        said = {"selaras": "end", "number": self.last, "hash": self.hash, "signature": signature}
        if line != said or not keys.signed(_signed(self._begin, self.hash), signature, public):
            self.found.append(findings.file_damaged(at, BAD_END))


def _range(since: date | None, until: date | None) -> tuple[int, int]:
    chosen = Entry.objects.all()
    head = Head.objects.filter(pk=Head.ENTRIES).first()
    if since:
        chosen = chosen.filter(at__gte=datetime.combine(since, time.min, WESTERN_INDONESIA))
    if until:
        chosen = chosen.filter(at__lt=datetime.combine(until + timedelta(1), time.min, WESTERN_INDONESIA))
    ends = chosen.aggregate(first=Min("number"), last=Max("number"))
    if ends["first"] is None and (since or until):
        return 1, 0
    # An open end is the chain's own, not that of the rows that are left.
    return ends["first"] if since else 1, ends["last"] if until else head.number if head else 0


def _signed(begin: dict[str, Any], own: str) -> bytes:
    return dumps({"selaras": "end", **begin, "hash": own}).encode("ascii")


def _line(values: dict[str, Any]) -> bytes:
    return dumps(values).encode("ascii") + b"\n"
