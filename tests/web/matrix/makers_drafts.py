"""Drafts, their parts, rows and comments."""

from __future__ import annotations

from selaras.web.accounts.roles import Role
from selaras.web.drafts import actions
from selaras.web.drafts.actions import Wanted
from selaras.web.drafts.models import Comment, Draft, Part, Row
from tests.web.cast import AT
from tests.web.matrix.makers import Place, maker


@maker("draft")
def make_draft(place: Place) -> Draft:
    """A draft of class 12, which no act names: pages may make several in one database."""
    house = place.house
    return actions.begin(
        instansi=house.instansi,
        title="Standar contoh",
        base=None,
        wanted=[Wanted("empty", _free(house.instansi.pk))],
        by=house.users[Role.ADMIN],
        at=AT,
    )


@maker("draft_part")
def make_part(place: Place) -> Part:
    """The standard in it."""
    part: Part = make_draft(place).parts.get()
    return part


@maker("draft_row")
def make_row(place: Place) -> Row:
    """A competency in it."""
    part = make_part(place)
    return actions.add_competency(part=part, kind="technical", by=part.draft.created_by, at=AT)


@maker("draft_comment")
def make_comment(place: Place) -> Comment:
    """Something said of it."""
    draft = make_draft(place)
    return actions.comment(draft=draft, row=None, text="Periksa lagi.", by=draft.created_by, at=AT)


def _free(instansi: int) -> int:
    """A class that no open draft of the instansi holds."""
    held = set(Part.objects.filter(instansi=instansi, held=True).values_list("job_class", flat=True))
    return next(each for each in range(8, 31) if each not in held)
