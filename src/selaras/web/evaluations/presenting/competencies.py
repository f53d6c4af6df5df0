"""Competency rows as they are read: five numbered levels, the required one shaded, the result an X, the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from selaras.core import model as core
from selaras.core.explain import Line
from selaras.core.facts import latest, standing
from selaras.core.model import TOP_OF_SCALE, CompetencyRow, Evidence, Kind, Regulation, Rubric
from selaras.core.verdict import Reason, RowResult, Verdict
from selaras.core.words import Words
from selaras.errors import Language, Text
from selaras.law.lists import core_competencies
from selaras.web.evaluations.cells import Cell, cells_of, without
from selaras.web.evaluations.presenting.basis import Basis
from selaras.web.ui.templatetags.ui import day

TONES = {"above": "ok", "equal": "ok", "below": "no", "missing": "un", "none": "plain"}
SIGNS = {"above": "▲", "equal": "=", "below": "▼", "missing": "?", "none": "·"}
LEVELS = range(1, TOP_OF_SCALE + 1)


@dataclass(frozen=True, slots=True)
class Rated:
    """An indicator with its rating: True met, False not met, None not rated."""

    number: str
    text: str
    rating: bool | None


@dataclass(frozen=True, slots=True)
class CompetencyLine:
    """One competency of the page."""

    key: str
    anchor: str
    name: str
    state: str
    tone: str
    sign: str
    squares: SafeString
    difference: str
    source: str
    measured: str
    entry: int | None
    text: Text | None
    place: str
    url: str
    indicators: tuple[Rated, ...]
    not_chosen: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The competencies of one kind, with the article that asks for them."""

    name: Text
    article: str
    url: str
    lines: tuple[CompetencyLine, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What the rows of one page are told with."""

    words: Words
    language: Language
    basis: Basis
    lines: Mapping[str, Line]


def groups(verdict: Verdict, telling: Telling) -> Iterator[Group]:
    """The competencies of the standard by kind, in printed order."""
    rows = [(row, row.row) for row in verdict.rows if isinstance(row.row, CompetencyRow)]
    told = [
        (asked.kind, _line(row, asked, cell, telling))
        for (row, asked), cell in zip(rows, cells_of(verdict), strict=True)
    ]
    for kind in Kind:
        lines = tuple(line for its, line in told if its is kind)
        if lines:
            article, url = (telling.basis.articles or {}).get(kind, ("", ""))
            yield Group(telling.words.get("kind", kind), article, url, lines)


def extras(
    who: core.Person, verdict: Verdict, regulations: Iterable[Regulation], telling: Telling
) -> tuple[CompetencyLine, ...]:
    """Competencies with a result on the day that the standard does not ask for, by their newest result."""
    if verdict.standard is None:
        return ()
    asked = {row.code for row in verdict.standard.competencies}
    found: dict[str, list[Evidence]] = {}
    for each in standing(who.evidence, verdict.on):
        if each.competency not in asked:
            found.setdefault(each.competency, []).append(each)
    names = _names(regulations) if found else {}
    return tuple(
        _extra(code, results, names.get(code, code), telling) for code, results in sorted(found.items())
    )


def _line(row: RowResult, asked: CompetencyRow, cell: Cell, telling: Telling) -> CompetencyLine:
    used = row.used if isinstance(row.used, Evidence) else None
    line = telling.lines[row.key]
    newest = used or latest([each.evidence for each in row.not_chosen])
    return CompetencyLine(
        key=row.key,
        anchor=f"baris-{asked.code}",
        name=asked.name,
        state=cell.state,
        tone=TONES[cell.state],
        sign=SIGNS[cell.state],
        squares=squares(
            cell.required, level_of(row), "?" if cell.state == "missing" else "–", telling.language
        ),
        difference=_difference(row, cell, telling),
        source=_source(newest, telling) if newest else "",
        measured=day(newest.since) if newest else "",
        entry=int(used.id) if used else None,
        text=line.text,
        place=asked.citation.place,
        url=telling.basis.competency(asked.code),
        indicators=_rated(asked.rubric, used),
        not_chosen=line.not_chosen,
    )


@lru_cache(maxsize=256)
def squares(required: int | None, level: int | None, sign: str, language: Language) -> SafeString:
    """The five cells of a row: the required one shaded, the result an X, else `sign` where it is required.

    Each says in words what it shows. There are few of them, and a page has dozens.
    """
    with override(language):
        return mark_safe("".join(_square(number, required, level, sign) for number in LEVELS))


def _square(number: int, required: int | None, level: int | None, sign: str) -> str:
    asked, hit = number == required, number == level
    mark = "X" if hit else sign if asked and not level else ""
    looks = ["lv", *(["req"] if asked else []), *(["hit"] if hit else []), *(["open"] if mark == "?" else [])]
    said = ", ".join(filter(None, (_("disyaratkan") if asked else "", _("capaian") if hit else "")))
    words = f'<span class="vh"> {said}</span>' if said else ""
    return f'<td class="{" ".join(looks)}">{mark}{words}</td>'


def level_of(row: RowResult) -> int | None:
    """The level that a result came to, where it came to one."""
    return row.levels.low if row.used and row.levels and row.levels.low == row.levels.high else None


def _difference(row: RowResult, cell: Cell, telling: Telling) -> str:
    match cell.state:
        case "above":
            return _("+%(gap)s di atas") % {"gap": cell.gap}
        case "equal":
            return _("sesuai")
        case "below":
            level = level_of(row)
            gap = (cell.required or 0) - level if level is not None else 0
            return _("−%(gap)s di bawah") % {"gap": gap} if gap else _("di bawah")
        case _:
            partly = row.reason is Reason.NO_EVIDENCE and row.used is not None
            return telling.words.get("short", "partly_rated" if partly else row.reason)[telling.language]


def _source(evidence: Evidence, telling: Telling) -> str:
    source = telling.words.sources.get(evidence.source)
    return source[telling.language] if source else evidence.source


def _rated(rubric: Rubric, used: Evidence | None) -> tuple[Rated, ...]:
    """The standard's indicators; a rating only where the result was measured with this very rubric."""
    own = used if used and used.rubric == rubric else None
    ratings = (own.indicators if own else None) or {}
    reached = True if own and own.level is not None and own.level >= rubric.level else None
    return tuple(
        Rated(each.number, each.text, ratings.get(each.key, reached if not ratings else None))
        for each in rubric.indicators
    )


def _extra(code: str, results: Sequence[Evidence], name: str, telling: Telling) -> CompetencyLine:
    newest = latest(results)
    assert newest is not None
    cell = without(f"competency:{code}")
    told = (
        ""
        if newest.level is not None
        else _("%(met)s dari %(size)s indikator")
        % {
            "met": newest.met,
            "size": newest.rubric.size,
        }
    )
    return CompetencyLine(
        key=cell.key,
        anchor=f"baris-{code}",
        name=name,
        state=cell.state,
        tone=TONES[cell.state],
        sign=SIGNS[cell.state],
        squares=squares(None, newest.level, "", telling.language),
        difference=_("tidak disyaratkan"),
        source=" · ".join(filter(None, (told, _source(newest, telling)))),
        measured=day(newest.since),
        entry=int(newest.id),
        text=None,
        place="",
        url="",
        indicators=_rated(newest.rubric, newest) if newest.indicators else (),
        not_chosen=(),
    )


def _names(regulations: Iterable[Regulation]) -> dict[str, str]:
    """Code → name, as the regulations print it, else as the national list has it."""
    names = {each.code: each.aliases[0] for each in core_competencies() if each.aliases}
    return names | {
        row.code: row.name for law in regulations for each in law.standards for row in each.competencies
    }
