"""Rows that hold from a day to a day and remember when they were recorded: nothing is overwritten.

A period is never changed. When something else becomes true, or a mistake is found, the periods concerned are retired
(`retired_at` is set once) and what is now known is appended. So two questions stay answerable: what held on a day,
and what was known of it on another day.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

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


def lay(period: P, *, at: datetime) -> P:
    """Record a period: what was known for its days is retired, and its parts outside them are kept as periods.

    The caller holds a lock on the owner (`select_for_update`) inside a transaction. Returns the period, saved.
    """
    model = type(period)
    owner = {period.OWNER: getattr(period, period.OWNER)}
    live = model._default_manager.filter(
        **owner, retired_at__isnull=True, valid_from__lte=period.valid_to, valid_to__gte=period.valid_from
    )
    replaced = list(live)
    live.update(retired_at=at)
    for old in replaced:
        for start, end in _rest(old, period):
            said = old.content() | {"recorded_by": period.recorded_by, "reason": period.reason}
            model(**owner, **said, valid_from=start, valid_to=end, recorded_at=at).save(force_insert=True)
    period.recorded_at = at
    period.save(force_insert=True)
    return period


def _rest(old: Period, new: Period) -> list[tuple[date, date]]:
    """The days of `old` outside `new`."""
    one = timedelta(days=1)
    rest = []
    if old.valid_from < new.valid_from:
        rest.append((old.valid_from, new.valid_from - one))
    if old.valid_to > new.valid_to:
        rest.append((new.valid_to + one, old.valid_to))
    return rest
