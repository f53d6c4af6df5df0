"""Workbooks: taken in, and committed once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from selaras.errors import Text
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.organisation.actions.bulk import Wanted, ensure_positions, ensure_units
from selaras.web.organisation.actions.positions import change_position
from selaras.web.organisation.actions.titles import Ruling, confirm_titles
from selaras.web.organisation.actions.units import change_unit
from selaras.web.organisation.errors import Refused
from selaras.web.organisation.models import Position, Unit, Workbook
from selaras.web.organisation.workbook.layout import UNIT
from selaras.web.organisation.workbook.maps import MapPlan
from selaras.web.organisation.workbook.plan import Change, Plan, State
from selaras.web.organisation.workbook.read import PositionRow, UnitRow
from selaras.web.uploads.actions import store

KINDS = {Workbook.Kind.POSITIONS: ("xlsx",), Workbook.Kind.TITLES: ("xlsx", "csv")}


@transaction.atomic
def bring_workbook(
    *, file: UploadedFile[Any], kind: Workbook.Kind, instansi: Instansi, by: User, at: datetime
) -> Workbook:
    """Keep a workbook for its check. Raises DataRefused for a file that is none."""
    upload = store(file=file, instansi=instansi, kinds=KINDS[kind], by=by, at=at)
    workbook = Workbook.objects.create(instansi=instansi, kind=kind, upload=upload, by=by, at=at)
    record(
        "organisation.bring_workbook",
        workbook,
        by=by,
        at=at,
        instansi=instansi,
        after={"file": upload.sha256},
    )
    return workbook


@transaction.atomic
def commit_plan(
    *, workbook: Workbook, plan: Plan, since: date, reason: str, by: User, at: datetime
) -> dict[str, int]:
    """Do what a workbook of units and positions says, from a day on; its rejected rows are left out.

    Raises Refused when it was committed before, or when a unit's move is one that no tree allows.
    """
    workbook = _open(workbook)
    instansi = workbook.instansi
    _lock(instansi, plan)
    new = [change for change in plan.changes if change.state is State.NEW]
    names = {
        change.source.code: (change.source.name, change.unit)
        for change in new
        if isinstance(change.source, UnitRow)
    }
    ensure_units(instansi=instansi, names=names, by=by, at=at, since=since)
    units = {unit.code: unit for unit in Unit.objects.filter(instansi=instansi)}
    wanted = [_wanted(change) for change in new if change.sheet != UNIT]
    ensure_positions(instansi=instansi, positions=wanted, by=by, at=at, since=since)
    for change in plan.changes:
        if change.state is State.CHANGED:
            _change(change, units, since, reason, by, at)
    return _close(workbook, plan.counts, since, reason, by, at)


def _lock(instansi: Instansi, plan: Plan) -> None:
    """All that will be changed, before the first entry in the log: who holds its end must wait for nobody."""
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    owners = [change.owner.pk for change in plan.changes if isinstance(change.owner, Position)]
    # Evaluated for its locks.
    list(Position.objects.select_for_update(no_key=True).filter(pk__in=owners).order_by("pk"))


def _wanted(change: Change) -> Wanted:
    source = change.source
    said: dict[str, Any] = dict(source.said) if isinstance(source, PositionRow) else {}
    return Wanted(code=source.code, unit_code=change.unit, **said)


def _change(change: Change, units: dict[str, Unit], since: date, reason: str, by: User, at: datetime) -> None:
    said: dict[str, Any]
    if isinstance(change.owner, Unit) and isinstance(change.source, UnitRow):
        change_unit(
            unit=change.owner,
            name=change.source.name if change.source.name != change.owner.name else None,
            parent=units[change.unit] if change.unit else None,
            since=since,
            reason=reason,
            by=by,
            at=at,
        )
    elif isinstance(change.owner, Position) and isinstance(change.source, PositionRow):
        # Only what differs today: the rest may have been otherwise on the day from which this holds.
        owner = change.owner
        said = {name: value for name, value in change.source.said.items() if getattr(owner, name) != value}
        if change.unit and change.unit != owner.unit.code:
            said["unit"] = units[change.unit]
        change_position(position=change.owner, said=said, since=since, reason=reason, by=by, at=at)


@transaction.atomic
def commit_map(
    *, workbook: Workbook, plan: MapPlan, since: date, reason: str, document: str, by: User, at: datetime
) -> dict[str, int]:
    """Confirm the classes of a map of titles from a day on. Raises Refused when it was committed before."""
    workbook = _open(workbook)
    confirm_titles(
        instansi=workbook.instansi,
        rulings=[Ruling(row.title.title, row.job_class, row.family) for row in plan.changes],
        since=since,
        reason=reason,
        document=document,
        by=by,
        at=at,
    )
    return _close(workbook, plan.counts, since, reason, by, at)


def _open(workbook: Workbook) -> Workbook:
    workbook = Workbook.objects.select_for_update(no_key=True).get(pk=workbook.pk)
    if workbook.committed_at is not None:
        raise Refused(
            Text("Berkas ini sudah disimpan.", "This file has been committed already."),
            Text("Unggah lagi bila isinya berubah.", "Upload it again if it has changed."),
        )
    return workbook


def _close(
    workbook: Workbook, counts: dict[str, int], since: date, reason: str, by: User, at: datetime
) -> dict[str, int]:
    workbook.committed_at, workbook.counts = at, counts
    workbook.save(update_fields=["committed_at", "counts"])
    record(
        "organisation.commit_workbook",
        workbook,
        by=by,
        at=at,
        instansi=workbook.instansi,
        after=counts | {"since": since},
        why=reason,
    )
    return counts
