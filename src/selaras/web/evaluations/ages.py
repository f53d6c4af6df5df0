"""How old the evidence behind a cell is. What counts at all, the engine said already: this only sorts days."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.core.facts import add_years
from selaras.core.verdict import Reason

# Codes stand in addresses.
FRESH, OLD, EXPIRED, OTHER, ABSENT = "baru", "lama", "kedaluwarsa", "lain", "belum"
AGES: tuple[tuple[str, str | Promise], ...] = (
    (FRESH, _("kurang dari 1 tahun")),
    (OLD, _("1 tahun lebih, berlaku")),
    (EXPIRED, _("kedaluwarsa")),
    (OTHER, _("tidak dapat dipakai")),
    (ABSENT, _("belum ada bukti")),
)
AGE_SIGNS = {FRESH: "✓", OLD: "◷", EXPIRED: "!", OTHER: "≠", ABSENT: "?"}  # read where colours are not
# How much of what a standard asks for somebody has evidence for.
ALL, SOME, NOTHING = "lengkap", "sebagian", "tanpa"
EXTENTS: tuple[tuple[str, str | Promise], ...] = (
    (ALL, _("bukti lengkap")),
    (SOME, _("bukti sebagian")),
    (NOTHING, _("tanpa bukti sama sekali")),
)
COUNTED = ("above", "equal", "below")


def a_year_before(on: date) -> str:
    """The last day, ISO, whose results are a year old on a day or older."""
    return latest_ending(on, 1).isoformat()


def latest_ending(by: date, years: int) -> date:
    """The last day of measurement whose results have counted for so many years by a day, that day included."""
    measured = by.replace(year=by.year - years, day=1) + timedelta(days=by.day + 1)
    while add_years(measured, years) > by:
        measured -= timedelta(days=1)
    return measured


def age_of(state: str, measured_on: str | None, reason: str, year_before: str) -> str | None:
    """The age of a cell's evidence, or None where nothing is asked for."""
    if state == "none":
        return None
    if state in COUNTED and measured_on:
        return OLD if measured_on <= year_before else FRESH
    if state == "missing" and reason == Reason.NO_EVIDENCE:
        return ABSENT
    return EXPIRED if reason == Reason.EXPIRED else OTHER


def extent_of(ages: list[str]) -> str | None:
    """How much somebody has, from the ages of what is asked for; None where nothing is."""
    if not ages:
        return None
    counted = sum(age in (FRESH, OLD) for age in ages)
    if counted == len(ages):
        return ALL
    return NOTHING if all(age == ABSENT for age in ages) else SOME
