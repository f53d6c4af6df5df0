"""Rows that hold from a day to a day and remember when they were recorded: nothing is overwritten.

A period is never changed. When something else becomes true, or a mistake is found, the periods concerned are retired
(`retired_at` is set once) and what is now known is appended. So two questions stay answerable: what held on a day,
and what was known of it on another day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from selaras.errors import SelarasError, Text

FOREVER = date(9999, 12, 31)

P = TypeVar("P", bound="Period")


class PeriodQuerySet(models.QuerySet[P]):
    """Periods by the day asked about and the moment asked from."""

    def known(self, moment: datetime | None = None) -> Self:
        """What is known now, or was known at a moment."""
        if moment is None:
            return self.filter(retired_at__isnull=True)
        return self.filter(Q(retired_at__isnull=True) | Q(retired_at__gt=moment), recorded_at__lte=moment)

    def on(self, day: date, known: datetime | None = None) -> Self:
        """What holds on a day."""
        return self.known(known).filter(valid_from__lte=day, valid_to__gte=day)


class Period(models.Model):
    """Something that holds from `valid_from` to `valid_to`, both inclusive (FOREVER: until further notice)."""

    valid_from = models.DateField(_("berlaku mulai"))
    valid_to = models.DateField(_("berlaku sampai"), default=FOREVER)
    recorded_at = models.DateTimeField(_("dicatat"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    # The foreign key to what the period is about.
    OWNER: ClassVar[str]

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="%(app_label)s_%(class)s_ends_after_start"
            )
        ]

    @property
    def open_ended(self) -> bool:
        """Whether it holds until further notice."""
        return self.valid_to == FOREVER

    def content(self) -> dict[str, Any]:
        """What it says, without when and by whom."""
        outside = {
            "id",
            self.OWNER,
            "valid_from",
            "valid_to",
            "recorded_at",
            "recorded_by",
            "reason",
            "retired_at",
        }
        return {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if field.name not in outside
        }


class Overlap(SelarasError):
    """Something is already known for the days of a new period. `standing`: the first that is."""

    def __init__(self, standing: Period) -> None:
        self.standing = standing
        start, end = f"{standing.valid_from:%d-%m-%Y}", f"{standing.valid_to:%d-%m-%Y}"
        days = Text(
            f"mulai {start}" if standing.open_ended else f"dari {start} sampai {end}",
            f"from {start} on" if standing.open_ended else f"from {start} to {end}",
        )
        super().__init__(
            Text(
                f"Untuk hari-hari itu sudah ada catatan yang berlaku {days.id}.",
                f"For those days a record already holds {days.en}.",
            ),
            Text(
                "Pilih tanggal di luar masa itu, atau ubah catatan yang sudah ada.",
                "Choose days outside that time, or change the record that stands.",
            ),
        )


def lay(period: P, *, at: datetime, replacing: bool = True) -> P:
    """Record a period: what was known for its days is retired, and its parts outside them are kept as periods.

    `replacing` False: raises `Overlap`, naming the standing period, when something is known for any of its days.
    The caller holds a lock on the owner (`select_for_update`) inside a transaction. Returns the period, saved.
    """
    owner = getattr(period, period.OWNER)
    standing = list(_standing(type(period), owner, period.valid_from, period.valid_to))
    if standing and not replacing:
        raise Overlap(standing[0])
    moment = _after(standing, at)
    _retire(standing, period.valid_from, period.valid_to, by=period.recorded_by, at=moment)
    period.recorded_at = moment
    period.save(force_insert=True)
    return period


def lift(
    model: type[P], owner: models.Model, *, start: date, end: date = FOREVER, by: Any, at: datetime
) -> int:
    """Take back what is known for the days from `start` to `end`, so that nothing stands there: a gap.

    Locks as for `lay`. Returns how many periods were retired.
    """
    standing = list(_standing(model, owner, start, end))
    _retire(standing, start, end, by=by, at=_after(standing, at))
    return len(standing)


def amend(
    model: type[P],
    owner: models.Model,
    changes: Mapping[str, Any],
    *,
    start: date,
    end: date = FOREVER,
    by: Any,
    at: datetime,
    reason: str = "",
) -> list[P]:
    """Change some fields for the days from `start` to `end` and leave the others as each period there has them.

    So a change planned for later is kept, and a correction of one field of the past does not undo what was recorded
    of the others. Gaps stay gaps. Locks as for `lay`. Returns the periods that came into being; none, when nothing
    stands on those days or everything already says so.
    """
    standing = list(_standing(model, owner, start, end))
    return amend_all(standing, changes, start=start, end=end, by=by, at=at, reason=reason)


def amend_all(
    standing: Sequence[P],
    changes: Mapping[str, Any],
    *,
    start: date,
    end: date = FOREVER,
    by: Any,
    at: datetime,
    reason: str = "",
) -> list[P]:
    """The same for live periods of many owners, in three statements. The caller holds locks on all owners."""
    differing = [
        old for old in standing if any(getattr(old, name) != value for name, value in changes.items())
    ]
    if not differing:
        return []
    model, moment = type(differing[0]), _after(differing, at)
    made = [
        _next(
            old,
            max(start, old.valid_from),
            min(end, old.valid_to),
            **changes,
            reason=reason,
            recorded_by=by,
            recorded_at=moment,
        )
        for old in differing
    ]
    _retire(differing, start, end, by=by, at=moment)
    return model._default_manager.bulk_create(made)


def _standing(model: type[P], owner: models.Model, start: date, end: date) -> models.QuerySet[P]:
    """What is known for any of the days."""
    return model._default_manager.filter(
        **{model.OWNER: owner}, retired_at__isnull=True, valid_from__lte=end, valid_to__gte=start
    ).order_by("valid_from")


def _after(standing: Iterable[Period], at: datetime) -> datetime:
    """The moment of writing: `at`, but never before what it replaces was recorded.

    Who waited for a lock may carry an earlier moment than who held it; a row retired before it was recorded would
    never have been known.
    """
    return max([at, *(old.recorded_at for old in standing)])


def _retire(standing: Sequence[Period], start: date, end: date, *, by: Any, at: datetime) -> None:
    """Retire periods and append their days outside `start` to `end`, which say what they said, for the same reason."""
    if not standing:
        return
    rows = type(standing[0])._default_manager
    rows.filter(pk__in=[old.pk for old in standing]).update(retired_at=at)
    rows.bulk_create(
        _next(old, first, last, recorded_by=by, recorded_at=at)
        for old in standing
        for first, last in _rest(old, start, end)
    )


def _next(old: P, first: date, last: date, **said: Any) -> P:
    """An unsaved period that says what `old` said but for `said`."""
    owner = type(old)._meta.get_field(old.OWNER).attname  # type: ignore[union-attr]
    told = old.content() | {"reason": old.reason, owner: getattr(old, owner)} | said
    return type(old)(**told, valid_from=first, valid_to=last)


def _rest(old: Period, start: date, end: date) -> list[tuple[date, date]]:
    """The days of `old` outside those from `start` to `end`."""
    one = timedelta(days=1)
    rest = []
    if old.valid_from < start:
        rest.append((old.valid_from, start - one))
    if old.valid_to > end:
        rest.append((end + one, old.valid_to))
    return rest
