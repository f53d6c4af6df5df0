"""Which class a title has: confirmed by somebody, for every position that carries the title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.dated import amend_all
from selaras.web.organisation.actions.present import day_of, refresh_positions
from selaras.web.organisation.decided import decided
from selaras.web.organisation.models import Position, PositionPeriod, TitleDecision
from selaras.web.organisation.naming import title_key


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one title is confirmed to be. `job_class` None takes an earlier confirmation back; `family` may be empty."""

    title: str
    job_class: int | None
    family: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmation did: decisions recorded, positions that now say something else."""

    titles: int
    positions: int


@transaction.atomic
def confirm_titles(
    *,
    instansi: Instansi,
    rulings: Iterable[Ruling],
    since: date,
    reason: str,
    document: str = "",
    by: User,
    at: datetime,
) -> Confirmed:
    """Record decisions from a day on and give them to every executor position of those titles.

    Each position keeps what its periods say otherwise. A title that is already decided so is left alone: sent twice,
    nothing happens the second time.
    """
    Instansi.objects.select_for_update(no_key=True).get(pk=instansi.pk)
    wanted = {title_key(ruling.title): ruling for ruling in rulings}
    known = decided(instansi, wanted)
    fresh = {
        key: ruling
        for key, ruling in wanted.items()
        if not known.get(key)
        or (known[key][-1].since, known[key][-1].job_class, known[key][-1].family)
        != (since, ruling.job_class, ruling.family)
    }
    TitleDecision.objects.bulk_create(
        TitleDecision(
            instansi=instansi,
            title_key=key,
            title=ruling.title,
            job_class=ruling.job_class,
            family=ruling.family,
            since=since,
            reason=reason,
            document=document,
            by=by,
            at=at,
        )
        for key, ruling in fresh.items()
    )
    why = f"{reason} ({document})"[:500] if document else reason
    changed = _apply(instansi, fresh, since, why, by, at)
    if fresh:
        after = {
            "since": since,
            "document": document,
            "positions": len(changed),
            "titles": {
                ruling.title: {"job_class": ruling.job_class, "family": ruling.family}
                for ruling in fresh.values()
            },
        }
        before = {
            ruling.title: {"job_class": known[key][-1].job_class, "since": known[key][-1].since}
            for key, ruling in fresh.items()
            if known.get(key)
        }
        record(
            "organisation.confirm_titles",
            instansi,
            by=by,
            at=at,
            instansi=instansi,
            before={"titles": before},
            after=after,
            why=why,
        )
    return Confirmed(len(fresh), len(changed))


def _apply(
    instansi: Instansi, rulings: Mapping[str, Ruling], since: date, why: str, by: User, at: datetime
) -> set[int]:
    """Give the decisions to the live periods of those titles. Returns the positions that changed."""
    found = {period.position_id for period in _periods(instansi, rulings, since)}
    # Evaluated for its locks; read again behind them, since who changed a position meanwhile has retired periods of it.
    list(
        Position.objects.select_for_update(no_key=True).filter(pk__in=found).order_by("pk").values_list("pk")
    )
    alike: dict[tuple[int | None, str], list[PositionPeriod]] = {}
    for period in _periods(instansi, rulings, since):
        if period.position_id in found:
            ruling = rulings[title_key(period.title)]
            alike.setdefault((ruling.job_class, ruling.family), []).append(period)
    changed: set[int] = set()
    for (job_class, family), standing in alike.items():
        changes = {"job_class": job_class} | ({"family": family} if family else {})
        made = amend_all(standing, changes, start=since, by=by, at=at, reason=why)
        changed |= {period.position_id for period in made}
    if changed:
        refresh_positions(Position.objects.filter(pk__in=changed), day_of(at))
    return changed


def _periods(instansi: Instansi, rulings: Mapping[str, Ruling], since: date) -> list[PositionPeriod]:
    """The live periods of executor positions of those titles that reach into the days from `since` on."""
    if not rulings:
        return []
    periods = PositionPeriod.objects.known().filter(
        position__instansi=instansi, type=Position.Type.EXECUTOR, valid_to__gte=since
    )
    return [period for period in periods.order_by("pk") if title_key(period.title) in rulings]
