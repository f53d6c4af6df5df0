"""What cannot be done to a draft, with the reason and the way out; and a write that came second."""

from __future__ import annotations

from typing import Any

from selaras.errors import Text
from selaras.web.drafts.models import Draft, Row
from selaras.web.steps import Refused, refused

__all__ = ["Refused", "Stale", "Taken", "refused"]


class Taken(Refused):
    """Another open draft holds the class; `draft` is that one."""

    def __init__(self, draft: Draft, title: str) -> None:
        super().__init__(
            Text(
                f"{title} sedang disusun dalam rancangan “{draft.title}”.",
                f"{title} is being drafted already, in “{draft.title}”.",
            ),
            Text(
                "Lanjutkan di rancangan itu, atau batalkan dulu rancangan itu.",
                "Go on in that draft, or discard it first.",
            ),
        )
        self.draft = draft


class Stale(Refused):
    """Somebody wrote the row since it was opened. `row`: as it is now; `mine`: what would have been written."""

    def __init__(self, row: Row, mine: dict[str, Any] | None) -> None:
        if row.removed:
            what = Text(
                f"Baris ini sudah dihapus oleh {row.by.name}. Tulisan Anda belum disimpan.",
                f"{row.by.name} removed this row. What you wrote is not saved.",
            )
            remedy = Text(
                "Pulihkan baris itu dari riwayat, lalu simpan lagi tulisan Anda.",
                "Bring the row back from the history, then save what you wrote again.",
            )
        else:
            what = Text(
                "Baris ini sudah diubah orang lain sejak Anda membukanya. Tulisan Anda belum disimpan.",
                "Somebody else changed this row since you opened it. What you wrote is not saved yet.",
            )
            remedy = Text(
                "Bandingkan keduanya, gabungkan, lalu simpan lagi.",
                "Compare the two, merge them, then save again.",
            )
        super().__init__(what, remedy)
        self.row = row
        self.mine = mine
