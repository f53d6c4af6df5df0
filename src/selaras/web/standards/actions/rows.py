"""Rows of a part: corrected, added where the reader missed one, removed where it invented one. Each with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from selaras.web.accounts.models import User
from selaras.web.standards.actions.begun import needs_reason, piece_checked, put_on_record
from selaras.web.standards.actions.embedded import act_of
from selaras.web.standards.actions.receive import refuse_second
from selaras.web.standards.adding import LISTS, added, may_have
from selaras.web.standards.errors import refused
from selaras.web.standards.models import Act, Correction, Doubt, Piece
from selaras.web.standards.pieces import faults_of, rows_in
from selaras.web.standards.rows import Row, corrected, placed, row_of, without
from selaras.web.standards.uses import keep_uses


@transaction.atomic
def correct_row(
    *, piece: Piece, row: str, said: Mapping[str, Any], reason: str, by: User, at: datetime
) -> Correction:
    """Set a row to what the original says. The part has then to be confirmed anew.

    Doubts about that line are settled by it. Raises Refused without a reason, for values that fit no standard, and when
    the act becomes one that another version is prepared for.
    """
    piece = piece_checked(piece.pk)
    found = _found(piece, row)
    needs_reason(reason)
    entry = corrected(found, said)
    data = placed(piece.data, row, entry)
    correction = _changed(piece, row, data, found.line, (found.entry, entry), reason, by, at)
    if found.kind == "instrument":
        _move(piece)
    if found.kind == "entry":
        piece.title = " ".join(entry["name"].split())[:400]
        piece.save(update_fields=["title"])
    change = {"row": row, **{name: entry[name] for name in entry if entry[name] != found.entry.get(name)}}
    old = {name: found.entry.get(name) for name in change if name != "row"}
    put_on_record(
        "standards.correct", piece, by, at, before={"piece": piece.key, **old}, after=change, why=reason
    )
    return correction


@transaction.atomic
def add_row(
    *, piece: Piece, what: str, said: Mapping[str, Any], reason: str, by: User, at: datetime
) -> Correction:
    """Add a row that stands in the original and that the reader missed: `kompetensi`, `persyaratan` or `level`.

    Raises Refused without a reason, for a row that is there already and for values that fit no standard.
    """
    piece = piece_checked(piece.pk)
    needs_reason(reason)
    if what not in may_have(piece):
        raise _no_row()
    path, data = added(piece.data, LISTS[what], said)
    name, _slash, number = path.partition("/")
    entry = data[name][int(number)]
    correction = _changed(piece, path, data, said.get("line"), ({}, entry), reason, by, at)
    put_on_record(
        "standards.add_row",
        piece,
        by,
        at,
        before={"piece": piece.key},
        after={"row": path, "entry": entry},
        why=reason,
    )
    return correction


@transaction.atomic
def remove_row(*, piece: Piece, row: str, reason: str, by: User, at: datetime) -> Correction:
    """Take away a row that does not stand in the original. Raises Refused without a reason."""
    piece = piece_checked(piece.pk)
    found = _found(piece, row)
    needs_reason(reason)
    if "/" not in row:
        raise _no_row()
    data = without(piece.data, row)
    correction = _changed(piece, row, data, found.line, (found.entry, {}), reason, by, at)
    put_on_record(
        "standards.remove_row",
        piece,
        by,
        at,
        before={"piece": piece.key, "row": row, "entry": dict(found.entry)},
        why=reason,
    )
    return correction


def _found(piece: Piece, row: str) -> Row:
    found = row_of(piece, row)
    if found is None:
        raise _no_row()
    return found


def _no_row() -> Exception:
    return refused(
        "Baris ini tidak ada.", "There is no such row.", "Muat ulang halaman.", "Load the page again."
    )


def _changed(
    piece: Piece,
    row: str,
    data: dict[str, Any],
    line: int | None,
    change: tuple[Mapping[str, Any], Mapping[str, Any]],
    reason: str,
    by: User,
    at: datetime,
) -> Correction:
    """The part with other data, to be confirmed anew; open doubts about the line are settled."""
    before, after = change
    correction = Correction.objects.create(
        piece=piece, row=row, before=dict(before), after=dict(after), reason=reason.strip(), by=by, at=at
    )
    piece.data = data
    piece.rows, piece.faults = rows_in(data), len(faults_of(piece.kind, data))
    piece.confirmed_by, piece.confirmed_at = None, None
    piece.save()
    keep_uses(piece.version, [piece])
    if line is not None:
        piece.doubts.filter(line=line, state=Doubt.State.OPEN).update(
            state=Doubt.State.CORRECTED, note=reason.strip(), by=by, at=at
        )
    return correction


def _move(piece: Piece) -> None:
    """The act as its corrected head names it."""
    version = piece.version
    act = act_of(piece.data, version.instansi)
    if act.pk != version.act_id:
        Act.objects.select_for_update(no_key=True).get(pk=act.pk)
        refuse_second(act, version)
        version.act = act
    instrument = piece.data["instrument"]
    starts = instrument["in_force_from"]
    version.effective_from = date.fromisoformat(starts) if starts else None
    version.save(update_fields=["act", "effective_from"])
    piece.title = (
        instrument["short"] or f"{instrument['type']} {instrument['number']}/{instrument['year']}"
    )[:400]
    piece.save(update_fields=["title"])
