"""Steps that take something from state to state: refused, with the reason and the way out, where a rule forbids them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from selaras.errors import SelarasError, Text

M = TypeVar("M", bound=Model)

VERSION = Text("Versi", "version")


class Refused(SelarasError):
    """A step that the rules do not allow."""


def refused(id: str, en: str, out_id: str, out_en: str) -> Refused:
    """A refusal from its sentences: what is wrong, then what to do, each in both languages."""
    return Refused(Text(id, en), Text(out_id, out_en))


def reasoned(why: str) -> str:
    """The reason of a step. Raises Refused where it is missing."""
    if not why.strip():
        raise refused(
            "Alasannya belum ditulis.", "The reason is missing.", "Tulis alasannya.", "Write the reason."
        )
    return why.strip()


def locked(rows: QuerySet[M], pk: int, states: Collection[str] = (), *, named: Text = VERSION) -> M:
    """The row as it is now, ours until the transaction ends. Raises Refused when its state is none of those given."""
    found = rows.select_for_update(no_key=True, of=("self",)).get(pk=pk)
    row: Any = found
    if states and row.state not in states:
        raise refused(
            f"{named.id} ini kini berkeadaan “{row.get_state_display()}”, jadi langkah ini tidak dapat dilakukan.",
            f"The state of this {named.en} is another by now, so this step cannot be done.",
            "Muat ulang halaman dan lihat keadaannya.",
            "Load the page again and look at its state.",
        )
    return found
