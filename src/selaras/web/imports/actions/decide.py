"""Conflicts decided, one by one or all by one rule; and the rules of what a commit takes along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from selaras.clock import today
from selaras.web.accounts.models import User
from selaras.web.accounts.scopes import asker_of
from selaras.web.audit.record import record
from selaras.web.imports.actions.steps import locked
from selaras.web.imports.change import FILE, KEEP, Change
from selaras.web.imports.dry_run import count
from selaras.web.imports.errors import moved_on
from selaras.web.imports.missing import missing_rows, people_here
from selaras.web.imports.models import Import, Row
from selaras.web.imports.plan import Plan
from selaras.web.imports.reconcile import settle, state_of

OPEN = {Import.State.CHECKED, Import.State.COMMITTED}
BATCH = 500


def _open(batch: Import) -> Import:
    batch = locked(batch)
    if batch.state not in OPEN:
        raise moved_on(batch.get_state_display())
    return batch


@transaction.atomic
def decide(*, row: Row, at_change: int, decision: str, by: User, at: datetime) -> Row:
    """Decide one conflict: `file` takes what the file says, `keep` what is recorded. Empty: open again."""
    batch = _open(row.batch)
    row = (
        Row.objects.select_for_update(no_key=True, of=("self",))
        .select_related("batch__upload")
        .get(pk=row.pk)
    )
    changes = [Change(**stored) for stored in row.changes]
    if row.applied or not 0 <= at_change < len(changes) or not changes[at_change].conflict:
        raise moved_on(batch.get_state_display())
    before = changes[at_change].decision
    changes[at_change].decision = decision if decision in (FILE, KEEP) else ""
    settle(row, changes)
    row.save(update_fields=["changes", "conflict", "decision", "older"])
    _recount(batch)
    said = {"kind": changes[at_change].kind, "decision": changes[at_change].decision}
    subject = row.person or batch
    record(
        "imports.decide",
        subject,
        by=by,
        at=at,
        instansi=batch.instansi,
        before={"decision": before},
        after=said,
    )
    return row


@transaction.atomic
def decide_all(*, batch: Import, decision: str, by: User, at: datetime) -> int:
    """Decide every conflict still open by one rule. Returns in how many rows."""
    batch = _open(batch)
    done = 0
    rows = batch.rows.filter(conflict=True, decision="", applied=False)
    while some := list(rows[:BATCH]):
        for row in some:
            changes = [Change(**stored) for stored in row.changes]
            for change in changes:
                if change.open:
                    change.decision = FILE if decision == FILE else KEEP
            settle(row, changes)
        Row.objects.bulk_update(some, ["changes", "decision"], batch_size=200)
        done += len(some)
    batch.rules = batch.rules | {"conflicts": decision}
    batch.save(update_fields=["rules"])
    _recount(batch)
    said = {"decision": decision, "rows": done}
    record("imports.decide_all", batch, by=by, at=at, instansi=batch.instansi, after=said)
    return done


@transaction.atomic
def set_rules(*, batch: Import, rules: Mapping[str, str], by: User, at: datetime) -> Import:
    """What becomes of older entries (`older`: leave, append) and of people missing from the file (`missing`: leave,
    left, with `missing_reason`; `scope`: units, instansi), and where new units stand (`parents`: root, file)."""
    batch = _open(batch)
    appended = batch.appends_older
    before, batch.rules = dict(batch.rules), batch.rules | dict(rules)
    batch.save(update_fields=["rules"])
    if batch.appends_older != appended:
        _restate(batch)
    if batch.rules.get("scope") != before.get("scope"):
        _find_missing(batch)
    _recount(batch)
    record(
        "imports.rules", batch, by=by, at=at, instansi=batch.instansi, before=before, after=dict(batch.rules)
    )
    return batch


def _restate(batch: Import) -> None:
    """Rows with nothing but older entries change something only where those are appended."""
    append = batch.appends_older
    states = (Row.State.CHANGED, Row.State.UNCHANGED)
    changed = []
    for row in batch.rows.filter(older=True, applied=False, state__in=states).iterator(chunk_size=BATCH):
        row.state = state_of([Change(**stored) for stored in row.changes], new=False, older=append)
        changed.append(row)
    Row.objects.bulk_update(changed, ["state"], batch_size=BATCH)


def _find_missing(batch: Import) -> None:
    batch.rows.filter(state=Row.State.MISSING, applied=False).delete()
    seen: set[Any] = set(batch.rows.values_list("nip", flat=True))
    scope = set(Plan.of(batch.plan).scope) if batch.rules.get("scope", "units") == "units" else None
    asker = asker_of(batch.by, batch.instansi_id, today())
    rows = missing_rows(batch, people_here(batch.instansi_id), seen, scope, asker)
    Row.objects.bulk_create(list(rows), batch_size=BATCH)


def _recount(batch: Import) -> None:
    kept = {name: value for name, value in batch.counts.items() if name.startswith("saved_")}
    batch.counts = count(batch) | kept
    batch.save(update_fields=["counts"])
