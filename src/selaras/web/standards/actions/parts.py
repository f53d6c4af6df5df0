"""A whole part that the reader invented: taken away, with its lines left where people can still read them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from selaras.web.accounts.models import User
from selaras.web.standards.actions.begun import needs_reason, piece_checked, put_on_record
from selaras.web.standards.errors import Refused, refused
from selaras.web.standards.models import Correction, Doubt, Link, Piece, Use, Version
from selaras.web.standards.pieces import KEYS
from selaras.web.standards.renamed import names_of

REMOVED = "parts/"  # begins the row of a correction that took a whole part away


@transaction.atomic
def remove_part(*, piece: Piece, reason: str, by: User, at: datetime) -> Correction:
    """Take away a part that does not stand in the original. Its lines and findings go to the part before it.

    That part has then to be confirmed anew. Raises Refused without a reason, for the act itself and for the last part.
    """
    piece = piece_checked(piece.pk)
    needs_reason(reason)
    version = piece.version
    others = version.pieces.exclude(pk=piece.pk).exclude(kind=Piece.Kind.ACT)
    if piece.kind == Piece.Kind.ACT or not others.exists():
        raise _must_stay()
    before = version.pieces.filter(order__lt=piece.order).order_by("-order")[0]
    _hand_over(piece, before, reason, by, at)
    gone = {"kind": piece.kind, "title": piece.title, "data": piece.data}
    correction = Correction.objects.create(
        piece=before,
        row=f"{REMOVED}{piece.key}"[:40],
        before=gone,
        after={},
        reason=reason.strip(),
        by=by,
        at=at,
    )
    _without_standard(piece)
    Use.objects.filter(version=version, part=piece.key).delete()
    Piece.objects.filter(pk=piece.pk).delete()
    _number_anew(piece)
    _forget_links(version)
    put_on_record(
        "standards.remove_part", piece, by, at, before={"piece": piece.key, "title": piece.title}, why=reason
    )
    return correction


def _hand_over(piece: Piece, before: Piece, reason: str, by: User, at: datetime) -> None:
    """Nothing of the document disappears from the checking: what stood beside the part stands beside the one before."""
    before.lines = sorted([*before.lines, *piece.lines], key=lambda line: line[0] or 0)
    before.findings = [*before.findings, *piece.findings]
    before.findings_count = len(before.findings)
    before.confirmed_by, before.confirmed_at = None, None
    before.save()
    piece.doubts.filter(state=Doubt.State.OPEN).update(
        state=Doubt.State.CORRECTED, note=reason.strip(), by=by, at=at
    )
    piece.doubts.update(piece=before)
    piece.corrections.update(piece=before)


def _without_standard(piece: Piece) -> None:
    """A class that the articles name and that has no part any more is one without a standard."""
    number = piece.data.get("job_class")
    act = piece.version.pieces.get(kind=Piece.Kind.ACT)
    without = act.data["classes_without_standard"]
    named = any(each["job_class"] == number for each in act.data["job_families"])
    if piece.kind == Piece.Kind.CLASS and named and number not in without:
        act.data["classes_without_standard"] = sorted([*without, number], reverse=True)
        act.save(update_fields=["data"])


def _number_anew(gone: Piece) -> None:
    """The parts that followed get the numbers that they have in the form; classes are numbered by themselves."""
    if gone.kind == Piece.Kind.CLASS:
        return
    name = KEYS[Piece.Kind(gone.kind)]
    same = gone.version.pieces.filter(kind=gone.kind).order_by("order").values_list("pk", "key")
    for number, (pk, key) in enumerate(list(same), start=1):
        new = f"{name}-{number}"
        if key != new:
            Piece.objects.filter(pk=pk).update(key=new)
            Use.objects.filter(version=gone.version, part=key).update(part=new)


def _forget_links(version: Version) -> None:
    """Links of competencies that stand nowhere in the version any more ask nothing."""
    links = list(version.links.values_list("code", flat=True))
    if links:
        there = names_of(version)
        Link.objects.filter(version=version, code__in=[code for code in links if code not in there]).delete()


def _must_stay() -> Refused:
    return refused(
        "Bagian ini tidak dapat dihapus: peraturan tanpa standar tidak dapat diterbitkan.",
        "This part cannot be removed: an act without a standard cannot be published.",
        "Bila seluruh bacaannya keliru, batalkan versi ini lalu unggah dokumen yang benar.",
        "If all of the reading is wrong, discard this version and upload the right document.",
    )
