"""A draft that was written, approved and signed becomes a version that waits to be published by a second person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from selaras.law.form import Form
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.standards.actions.embedded import act_of
from selaras.web.standards.actions.receive import refuse_second
from selaras.web.standards.actions.storing import store_parts
from selaras.web.standards.errors import refused
from selaras.web.standards.holds import Held, holds_of, regulation_or_held
from selaras.web.standards.models import Act, Correction, Piece, Version
from selaras.web.standards.pieces import parts_of
from selaras.web.standards.renamed import suggested


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a draft hands over. `form`: the whole act; `parts`: the keys of the standards it sets.

    `hands`: who had a hand in it → the draft's key: none of them may publish it. `standing`: each error of the linter
    that stands, with its reason.
    """

    form: Form
    starts: date
    parts: frozenset[str]
    hands: Mapping[int, int]
    standing: tuple[str, ...] = ()


@transaction.atomic
def from_draft(*, instansi: Instansi, act: Act | None, drafted: Drafted, by: User, at: datetime) -> Version:
    """The next version of `act`, or the first of a new one, confirmed by who submitted the draft.

    A competency that seems renamed leaves it to be checked first: its links are decided there. Raises Refused when
    another version of the act is in preparation, when a new act is there already, or for a contradiction.
    """
    found = regulation_or_held(drafted.form)
    if isinstance(found, Held):
        raise refused(found.what.id, found.what.en, found.remedy.id, found.remedy.en)
    form = drafted.form.model_dump(mode="json")
    held_act = act or _new_act(form, instansi)
    Act.objects.select_for_update(no_key=True).get(pk=held_act.pk)
    version = Version(instansi=instansi, act=held_act, state=Version.State.REVIEW)
    refuse_second(held_act, version)
    version.form, version.effective_from = form, drafted.starts
    version.lint_errors, version.lint_reason = len(drafted.standing), "\n".join(drafted.standing)
    version.uploaded_by, version.uploaded_at, version.read_at, version.linted = by, at, at, True
    version.save()
    store_parts(version, parts_of(form))
    version.pieces.update(confirmed_by=by, confirmed_at=at)
    _remember_hands(version, drafted, by, at)
    for link in suggested(version, form):
        link.save()
    if not holds_of(version):
        version.state, version.confirmed_by, version.confirmed_at = Version.State.CONFIRMED, by, at
        version.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    said = {"act": str(held_act), "effective_from": drafted.starts, "state": version.state}
    record("standards.from_draft", version, by=by, at=at, instansi=instansi, after=said)
    return version


def _new_act(form: dict[str, object], instansi: Instansi) -> Act:
    made = act_of(form, instansi)
    if made.versions.exclude(state=Version.State.DISCARDED).exists():
        raise refused(
            f"{made} sudah ada.",
            f"{made} is there already.",
            "Periksa nomor dan tahunnya, atau mulai rancangan sebagai perubahan peraturan itu.",
            "Check its number and year, or begin a draft that amends that act.",
        )
    return made


def _remember_hands(version: Version, drafted: Drafted, by: User, at: datetime) -> None:
    """Everybody who wrote stands beside what was written, so that publishing asks for somebody else."""
    piece = version.pieces.filter(kind__in=[Piece.Kind.CLASS, Piece.Kind.POSITION]).order_by("-order").first()
    if piece is None:
        return
    Correction.objects.bulk_create(
        Correction(
            piece=piece,
            row="draft",
            before={},
            after={"draft": draft},
            reason=f"Ikut menyusun rancangan {draft}",
            by_id=user,
            at=at,
        )
        for user, draft in drafted.hands.items()
        if user != by.pk
    )
