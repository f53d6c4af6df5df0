"""Walk along the batches of views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selaras.errors import Text
from selaras.web.audit import access, findings, rows
from selaras.web.audit.canonical import sha256
from selaras.web.audit.findings import Finding
from selaras.web.audit.rows import Row


class BatchWalk:
    """One walk along the batches; `seen` counts them."""

    def __init__(self, sealed: list[dict[str, Any]]) -> None:
        self.last, self.hash, self.seen = 0, "", 0
        self._doubt = False
        self._sealed = {each["batch_number"]: each for each in sealed if each["batch_number"]}

    def along(self) -> Iterator[Finding]:
        """Findings batch by batch, then about views that are in none yet."""
        for batch in rows.batches():
            self.seen += 1
            yield from self._step(batch)
        for each in rows.loose_views():
            if not _fits(each):
                yield _view_changed(each["id"])

    def end(self, number: int, own: str) -> Iterator[Finding]:
        """What the head and the seals know beyond the last batch."""
        known = max([number, *self._sealed])
        if known > self.last:
            yield _batches(
                self.last + 1, known, Text("dipotong dari ujung rantai", "cut off the end of the chain")
            )
        elif number < self.last or (own != self.hash and not self._doubt):
            yield _batches(
                self.last,
                self.last,
                Text("tidak cocok dengan kepala rantai", "does not fit the chain's head"),
            )

    def _step(self, batch: Row) -> Iterator[Finding]:
        number = batch["number"]
        if not isinstance(number, int) or number <= self.last:
            yield _batches(number, number, Text("disisipkan", "inserted"))
            return
        gap = number > self.last + 1
        if gap:
            yield _batches(self.last + 1, number - 1, Text("dihapus", "removed"))
        if not gap and not self._doubt and batch["previous"] != self.hash:
            about = max(self.last, 1)
            yield _batches(about, about, Text("ditulis ulang beserta sidiknya", "written anew with its hash"))
        found = list(_inside(batch))
        yield from found
        seal = self._sealed.pop(number, None)
        if not found and seal and seal["batch_hash"] != batch["hash"]:
            yield _batches(
                number, number, Text("ditulis ulang setelah disegel", "written anew after it was sealed")
            )
        self.last, self.hash, self._doubt = number, batch["hash"], bool(found)


def _inside(batch: Row) -> Iterator[Finding]:
    members = str(batch["members"]).split(",")
    present = {str(each["id"]): each for each in rows.views(batch["id"])}
    doubtful = False
    for pk in members:
        if pk not in present:
            doubtful = True
            yield findings.view(pk, batch["number"], Text(f"baris {pk}: dihapus", f"row {pk}: removed"))
        elif not _fits(present[pk]):
            doubtful = True
            yield _view_changed(pk)
    for pk in present.keys() - set(members):
        doubtful = True
        yield findings.view(pk, batch["number"], Text(f"baris {pk}: disisipkan", f"row {pk}: inserted"))
    said = {name: batch[name] for name in ("number", "at", "views", "members", "previous")}
    hashes = [present[pk]["hash"] for pk in members if pk in present]
    if not doubtful and access.batch_fingerprint(said, hashes) != batch["hash"]:
        yield _batches(
            batch["number"],
            batch["number"],
            Text("diubah, atau baris di dalamnya ditulis ulang", "changed, or rows in it were written anew"),
        )


def _fits(view: Row) -> bool:
    return bool(sha256({name: view[name] for name in access.COVERED}) == view["hash"])


def _view_changed(pk: Any) -> Finding:
    return findings.view(pk, None, Text(f"baris {pk}: diubah", f"row {pk}: changed"))


def _batches(first: Any, last: Any, what: Text) -> Finding:
    name = f"{first}" if first == last else f"{first}–{last}"
    return findings.view(first, last, Text(f"kumpulan {name}: {what.id}", f"batch {name}: {what.en}"))
