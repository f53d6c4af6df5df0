"""The steps of an import. Each is taken once: a second click finds it taken and changes nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.imports.commit import ready
from selaras.web.imports.errors import busy, moved_on, undecided
from selaras.web.imports.models import Import, Row
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import start

State = Import.State
CHECKABLE = {State.UPLOADED, State.CHECKED, State.REFUSED}
DISCARDABLE = {State.UPLOADED, State.CHECKED, State.REFUSED}


def locked(batch: Import) -> Import:
    """The import as it stands now, alone to this transaction; so is the right to write in its instansi."""
    Instansi.objects.select_for_update(no_key=True).get(pk=batch.instansi_id)
    return (
        Import.objects.select_for_update(no_key=True, of=("self",))
        .select_related("job", "instansi", "upload")
        .get(pk=batch.pk)
    )


@transaction.atomic
def check(*, batch: Import, by: User, at: datetime) -> Job:
    """Start the dry run, or start it again. Nothing of it is saved to people."""
    batch = locked(batch)
    if batch.state == State.CHECKING and not batch.halted and batch.job:
        return batch.job
    if batch.state not in CHECKABLE and not (batch.state == State.CHECKING and batch.halted):
        raise moved_on(batch.get_state_display())
    if batch.rows.filter(applied=True).exists():
        raise moved_on(
            batch.get_state_display()
        )  # partly saved: it is finished or undone, never counted anew
    return _start(batch, "imports.check", State.CHECKING, by, at)


@transaction.atomic
def commit(*, batch: Import, only_valid: bool, by: User, at: datetime) -> Job:
    """Start saving. `only_valid` False: refused while rows are rejected or undecided.

    Asked a second time, it gives the work that runs. Raises ImportRefused when another import is being saved in
    this instansi, or the import is not ready for it.
    """
    batch = locked(batch)
    if batch.state == State.COMMITTING and not batch.halted and batch.job:
        return batch.job
    again = batch.state == State.COMMITTING or (batch.state == State.COMMITTED and ready(batch).exists())
    if batch.state != State.CHECKED and not again:
        raise moved_on(batch.get_state_display())
    open_rows = batch.rows.filter(state=Row.State.REJECTED).count()
    open_rows += batch.rows.filter(conflict=True, decision="").count()
    if open_rows and not only_valid:
        raise undecided(open_rows)
    _refuse_second(batch)
    if batch.committed_at is None:
        batch.committed_by, batch.committed_at = by, at
    return _start(batch, "imports.commit", State.COMMITTING, by, at, only_valid=only_valid)


@transaction.atomic
def undo(*, batch: Import, why: str, by: User, at: datetime) -> Job:
    """Start undoing a saved import. Raises ImportRefused as `commit` does."""
    batch = locked(batch)
    if batch.state == State.UNDOING and not batch.halted and batch.job:
        return batch.job
    halted = batch.state in (State.UNDOING, State.COMMITTING) and batch.halted
    if batch.state != State.COMMITTED and not halted:
        raise moved_on(batch.get_state_display())
    _refuse_second(batch)
    return _start(batch, "imports.undo", State.UNDOING, by, at, why=why)


@transaction.atomic
def discard(*, batch: Import, by: User, at: datetime) -> Import:
    """Throw an import away that nothing was saved of. The file and the log entry stay, its rows do not."""
    batch = locked(batch)
    halted = batch.state == State.CHECKING and batch.halted
    if (batch.state not in DISCARDABLE and not halted) or batch.rows.filter(applied=True).exists():
        raise moved_on(batch.get_state_display())
    before, batch.state = batch.state, State.DISCARDED
    batch.rows.all().delete()
    batch.save(update_fields=["state"])
    record(
        "imports.discard",
        batch,
        by=by,
        at=at,
        instansi=batch.instansi,
        before={"state": before},
        after={"state": batch.state},
    )
    return batch


def _refuse_second(batch: Import) -> None:
    others = Import.objects.filter(
        instansi=batch.instansi_id, state__in=(State.COMMITTING, State.UNDOING)
    ).exclude(pk=batch.pk)
    if any(not other.halted for other in others.select_related("job")):
        raise busy()


def _start(
    batch: Import, kind: str, state: Import.State, by: User, at: datetime, *, why: str = "", **said: Any
) -> Job:
    before = batch.state
    batch.state = state
    batch.job = start(kind, by=by, instansi=batch.instansi, at=at, batch=batch.pk)
    batch.save(update_fields=["state", "job", "committed_by", "committed_at"])
    record(
        kind,
        batch,
        by=by,
        at=at,
        instansi=batch.instansi,
        before={"state": before},
        after={"state": state} | said,
        why=why,
    )
    return batch.job
