"""One thing in which a file and the record differ, as a row keeps it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from selaras.web.imports.known import Key, canonical

ADD, CORRECT, OLDER, STATUS = "add", "correct", "older", "status"
FILE, KEEP = "file", "keep"


@dataclass(slots=True)
class Change:
    """One thing in which the file and the record differ.

    `how`: `add` an entry, `correct` the entry `entry`, `older` than what is recorded, or `status`. `before`: what
    is recorded. `conflict`: it was put right here by hand; `decision` is then `file` or `keep`. `id` and `corrects`
    are the file's own names of its entries.
    """

    kind: str
    since: str
    after: dict[str, Any]
    how: str = ADD
    before: dict[str, Any] | None = None
    before_since: str = ""
    entry: int | None = None
    conflict: bool = False
    decision: str = ""
    position: str = ""
    known_on: str = ""
    id: str = ""
    corrects: str = ""
    withdrawn: bool = False
    label: str = ""  # the position's title, for the page
    was_label: str = ""

    def stored(self) -> dict[str, Any]:
        """As a row keeps it: what is empty is left out."""
        return {name: value for name, value in asdict(self).items() if value or name == "after"}

    @property
    def open(self) -> bool:
        """Whether somebody must decide first."""
        return self.conflict and not self.decision

    def wanted(self, older: bool) -> bool:
        """Whether a commit records it. `older`: whether what is older than the record is appended."""
        if self.how == OLDER:
            return older
        return not self.conflict or self.decision == FILE

    @property
    def told(self) -> Key:
        """What it says, to find a decision made before."""
        return self.kind, self.since, canonical(self.after)
