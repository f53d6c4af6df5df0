"""The figures of the pages, as bars and lines with the addresses behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from selaras.core.verdict import Status
from selaras.web.evaluations.ages import AGE_SIGNS, AGES, EXTENTS
from selaras.web.evaluations.outcomes import outcomes_of
from selaras.web.maps.asked import Asked
from selaras.web.maps.drawing import Bar, Label, Part, bar
from selaras.web.maps.naming import STATES, Competency, reason_name, row_name
from selaras.web.maps.tallies import Tally
from selaras.web.ui.shares import share

COMMONEST = 8
EXTENT_SIGNS = {"lengkap": "✓", "sebagian": "◐", "tanpa": "?"}


@dataclass(frozen=True, slots=True)
class Gap:
    """A competency or a requirement that people miss: how many, of how many, and why."""

    name: str
    why: str
    count: int
    of: int
    share: int
    url: str
    tone: str
    bar: Bar


def verdicts(asked: Asked, tally: Tally, label: Label = "") -> Bar:
    """People by verdict, in one bar."""
    parts = (
        Part(each.tone, each.label, tally.outcomes[each.code], asked.drill(hasil=each.code), each.sign)
        for each in (outcomes_of(asked.run) if asked.run else ())
    )
    return bar(label or _("Sebaran hasil"), parts)


def states(asked: Asked, tally: Tally, competency: Competency) -> Bar:
    """People by what they reach of one competency, among those whose standard asks for it."""
    parts = (
        Part(
            f"c-{code}",
            words,
            tally.states[competency.key, code],
            asked.drill(kompetensi=competency.key, keadaan=code),
            sign,
        )
        for code, words, sign in STATES
        if code != "none"
    )
    return bar(competency.name, parts, url=asked.asking(competency.key))


def commonest(asked: Asked, tally: Tally, named: Sequence[Competency]) -> list[Gap]:
    """The competencies that most people are below in."""
    counted = [(tally.states[each.key, "below"], each) for each in named]
    first = sorted((pair for pair in counted if pair[0]), key=lambda pair: -pair[0])[:COMMONEST]
    most = max((count for count, _each in first), default=1)
    return [
        _gap(
            each.name,
            "",
            count,
            tally.asked(each.key),
            asked.drill(kompetensi=each.key, keadaan="below"),
            "c-below",
            most,
        )
        for count, each in first
    ]


def requirement_gaps(asked: Asked, tally: Tally, status: Status) -> list[Gap]:
    """The requirement rows that most people do not meet or that stay open, by reason."""
    counted = [
        (count, key, reason)
        for (key, found, reason), count in tally.rows.items()
        if found == status and count
    ]
    asking: dict[str, int] = {}
    for (key, found, _reason), count in tally.rows.items():
        if found != Status.NOT_REQUIRED:
            asking[key] = asking.get(key, 0) + count
    first = sorted(counted, key=lambda each: (-each[0], each[1], each[2]))[:COMMONEST]
    most = max((count for count, _key, _reason in first), default=1)
    tone = "c-below" if status == Status.NOT_MET else "c-missing"
    return [
        _gap(
            row_name(key),
            reason_name(reason),
            count,
            asking[key],
            asked.drill(kompetensi=key, sebab=reason),
            tone,
            most,
        )
        for count, key, reason in first
    ]


def _gap(name: str, why: str, count: int, of: int, url: str, tone: str, most: int) -> Gap:
    drawn = bar(name, [Part(tone, why or name, count, url)], scale=most)
    return Gap(name, why, count, of, share(count, of), url, tone, drawn)


def ages(asked: Asked, tally: Tally, competency: Competency) -> Bar:
    """People by the age of their evidence for one competency."""
    parts = (
        Part(
            f"a-{code}",
            words,
            tally.ages[competency.key, code],
            asked.drill(kompetensi=competency.key, bukti=code),
            AGE_SIGNS[code],
        )
        for code, words in AGES
    )
    return bar(competency.name, parts, url=asked.asking(competency.key))


def extents(asked: Asked, tally: Tally) -> Bar:
    """People by how much of what is asked for they have evidence for."""
    tones = {"lengkap": "a-baru", "sebagian": "a-lama", "tanpa": "a-belum"}
    parts = (
        Part(tones[code], words, tally.extents[code], asked.drill(punya=code), EXTENT_SIGNS[code])
        for code, words in EXTENTS
    )
    return bar(_("Kelengkapan bukti"), parts)


def asked_for(named: Iterable[Competency], tally: Tally) -> list[Competency]:
    """The competencies that the standard of anybody counted asks for."""
    return [each for each in named if tally.asked(each.key)]
