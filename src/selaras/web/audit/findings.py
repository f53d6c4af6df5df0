"""What a walk along the chains can find, in sentences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from selaras.errors import Text


class Kind(StrEnum):
    """What happened to rows."""

    CHANGED = "changed"  # the row no longer says what its hash says
    REWRITTEN = "rewritten"  # row and hash were both made anew; what follows or a seal remembers the old ones
    REMOVED = "removed"
    INSERTED = "inserted"
    MOVED = "moved"
    CUT = "cut"  # the end is missing
    SEAL = "seal"  # a seal that the key did not sign
    HEAD = "head"  # the chain's own note of its end
    VIEW = "view"  # something about a view, in its own words
    FILE = "file"  # an exported file that is not whole


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: which rows (by number, both ends included) and what about them."""

    kind: Kind
    first: Any
    last: Any
    what: Text
    shift: int = 0  # of MOVED: by how much the number is too high

    def data(self) -> dict[str, Any]:
        """As JSON holds it."""
        whole = {"first": self.first, "last": self.last}
        return {"kind": str(self.kind), "id": self.what.id, "en": self.what.en, **whole}


def changed(number: Any, column: str = "") -> Finding:
    """A row that does not fit its hash. `column`: where it can be told which one was changed."""
    if column:
        return _about(
            Kind.CHANGED,
            number,
            number,
            Text(
                f"diubah: kolom “{column}” tidak lagi seperti saat dicatat",
                f"changed: the column “{column}” is no longer as it was recorded",
            ),
        )
    return _about(
        Kind.CHANGED,
        number,
        number,
        Text(
            "diubah: isinya tidak cocok dengan sidiknya (salah satu dari waktu, oleh, instansi, tindakan, tentang, "
            "sebelum, sesudah, alasan)",
            "changed: what it says does not fit its hash (one of time, by, instansi, action, subject, before, after, "
            "reason)",
        ),
    )


def rewritten(first: Any, last: Any) -> Finding:
    """Rows whose hash was made anew, but what is chained to them remembers another."""
    return _about(
        Kind.REWRITTEN,
        first,
        last,
        Text(
            "ditulis ulang beserta sidiknya: rantai sesudahnya mengingat isi yang lain",
            "written anew together with the hash: what is chained to it remembers another content",
        ),
    )


def removed(first: Any, last: Any) -> Finding:
    """Numbers that are missing in the middle."""
    return _about(Kind.REMOVED, first, last, Text("dihapus", "removed"))


def inserted(first: Any, last: Any) -> Finding:
    """Rows that nobody recorded."""
    return _about(
        Kind.INSERTED,
        first,
        last,
        Text("disisipkan: tidak dicatat oleh aplikasi", "inserted: not recorded by the application"),
    )


def moved(first: Any, last: Any, recorded: int) -> Finding:
    """Rows that stand under another number than they were recorded with: the first under `recorded`."""
    shift = first - recorded if isinstance(first, int) else 0
    was = f"{recorded}" if first == last else f"{recorded}–{last - shift}"
    what = Text(f"dipindah: dicatat dengan nomor {was}", f"reordered: recorded under number {was}")
    return replace(_about(Kind.MOVED, first, last, what), shift=shift)


def cut(first: Any, last: Any) -> Finding:
    """The end of the chain that is gone."""
    return _about(
        Kind.CUT,
        first,
        last,
        Text("dipotong: ujung rantai hilang", "cut off: the end of the chain is missing"),
    )


def sealed_otherwise(first: Any, last: Any, at: str) -> Finding:
    """Rows since the last seal that fits, where this one remembers another hash."""
    return _about(
        Kind.REWRITTEN,
        first,
        last,
        Text(
            f"ada yang ditulis ulang setelah disegel: segel {at} memuat sidik lain untuk nomor {last}",
            f"some were written anew after they were sealed: the seal of {at} holds another hash for number {last}",
        ),
    )


def bad_seal(at: Any) -> Finding:
    """A seal that the installation's key did not sign."""
    return Finding(
        Kind.SEAL,
        at,
        at,
        Text(
            f"Segel {at}: tanda tangannya bukan dari kunci instalasi ini.",
            f"The seal of {at}: not signed by this installation's key.",
        ),
    )


def head(says: Any, last: Any) -> Finding:
    """The note of the end is missing or was changed."""
    return Finding(
        Kind.HEAD,
        says,
        last,
        Text(
            f"Kepala rantai mencatat nomor {says}, catatan terakhir bernomor {last}: kepala rantai diubah.",
            f"The chain's head says number {says}, the last entry has {last}: the head was changed.",
        ),
    )


def file_damaged(line: Any, what: Text) -> Finding:
    """A line of an exported file."""
    return Finding(
        Kind.FILE,
        line,
        line,
        Text(f"Berkas ekspor, baris {line}: {what.id}.", f"Exported file, line {line}: {what.en}."),
    )


def view(pk: Any, batch: Any, what: Text) -> Finding:
    """Something about one view or one batch of views."""
    return Finding(
        Kind.VIEW,
        pk,
        batch,
        Text(f"Catatan akses, {what.id}.", f"Access log, {what.en}."),
    )


def _about(kind: Kind, first: Any, last: Any, what: Text) -> Finding:
    if first == last:
        return Finding(kind, first, last, Text(f"Catatan {first} {what.id}.", f"Entry {first} {what.en}."))
    return Finding(
        kind,
        first,
        last,
        Text(f"Catatan {first}–{last} {what.id}.", f"Entries {first}–{last} {what.en}."),
    )
