"""What the pages of a standard show: rows with their citation, labels, permanent addresses, the line to cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from selaras.core.model import Importance, Kind
from selaras.errors import Text
from selaras.law.compare import rubric_of
from selaras.law.form import Form
from selaras.law.form.head import Article, Clause
from selaras.law.form.table import CompetencyEntry, RequirementEntry
from selaras.law.reading.words import shown
from selaras.law.words import words
from selaras.web.standards.dictionaries import DictionaryText
from selaras.web.standards.models import Use, Version
from selaras.web.standards.shelf import Book, place_of
from selaras.web.standards.standing import Standing, indicator_key

KINDS = {
    Kind.MANAGERIAL: _("Kompetensi manajerial"),
    Kind.SOCIOCULTURAL: _("Kompetensi sosial kultural"),
    Kind.TECHNICAL: _("Kompetensi teknis"),
}
MARKS = {
    Importance.MUTLAK: ("●", _("mutlak")),
    Importance.PENTING: ("◐", _("penting")),
    Importance.PERLU: ("○", _("perlu")),
}
ENTRY = "kamus-"  # how the key of a dictionary's entry begins
MOST_USES = 6  # standards named beside a rubric before the rest is counted


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """One indicator and what names it in its address."""

    key: str
    number: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Used:
    """Another standard that asks the same rubric."""

    title: str
    act: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownCompetency:
    """One competency. `used`: where else its rubric is asked; `more`: how many places beyond those."""

    code: str
    number: str
    name: str
    kind: str
    level: int | None
    description: str
    place: str
    rubric: str
    url: str
    indicators: tuple[ShownIndicator, ...]
    used: tuple[Used, ...] = ()
    more: int = 0
    listed: DictionaryText | None = None  # what the dictionary in force says of it


@dataclass(frozen=True, slots=True)
class ShownRequirement:
    """One requirement row as printed."""

    key: str
    name: Text
    printed: str  # its number and letter
    value: str
    sign: str
    mark: str
    place: str
    certain: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A clause of an article as a line: how deep it stands, its printed number, its text."""

    depth: int
    number: str
    text: str


def address(version: Version, part: str = "", code: str = "", number: str = "") -> str:
    """The permanent address of a version, of a standard in it, of a competency, of an indicator."""
    if version.act is None:
        raise ValueError("a version without an act has no address")
    given = {"instansi": place_of(version.act), "act": version.act.act_id, "number": version.number}
    given |= {name: value for name, value in (("part", part), ("code", code), ("indicator", number)) if value}
    name = "indicator" if number else "competency" if code else "part" if part else "version"
    return reverse(f"standards:{name}", kwargs=given)


def entry_address(version: Version, part: str, level: str = "", number: str = "") -> str:
    """The permanent address of a dictionary's entry, of a level in it, of an indicator."""
    if version.act is None:
        raise ValueError("a version without an act has no address")
    given = [place_of(version.act), version.act.act_id, version.number, part]
    name = "level_indicator" if number else "level" if level else "entry"
    return reverse(f"standards:{name}", args=[*given, *filter(None, (level, number))])


def article_address(version: Version, number: str) -> str:
    """The permanent address of an article."""
    if version.act is None:
        raise ValueError("a version without an act has no address")
    given = {"instansi": place_of(version.act), "act": version.act.act_id, "number": version.number}
    return reverse("standards:article", kwargs=given | {"article": number})


def competencies(
    version: Version,
    standing: Standing,
    uses: Mapping[str, Sequence[Use]] | None = None,
    listed: Iterable[DictionaryText] = (),
) -> list[ShownCompetency]:
    """The competencies of a standard, with where their rubrics are used and what a dictionary says of them."""
    by_code = {each.code: each for each in listed}
    return [
        _competency(version, standing, row, uses or {}, by_code.get(row.code))
        for row in standing.competencies
    ]


def _competency(
    version: Version,
    standing: Standing,
    row: CompetencyEntry,
    uses: Mapping[str, Sequence[Use]],
    listed: DictionaryText | None,
) -> ShownCompetency:
    rubric = rubric_of(row) or ""
    here = (version.pk, standing.key)
    rows = [use for use in uses.get(rubric, ()) if (use.version_id, use.part) != here]
    total = max((use.total - 1 for use in uses.get(rubric, ())), default=0)  # type: ignore[attr-defined]
    return ShownCompetency(
        code=row.code,
        number=row.number,
        name=shown(row.name),
        kind=str(KINDS[row.kind]),
        level=row.level,
        description=shown(row.description),
        place=row.citation or f"{standing.citation}, angka {row.number}",
        rubric=rubric,
        url=address(version, standing.key, row.code),
        indicators=tuple(
            ShownIndicator(
                key := indicator_key(row.indicators, at),
                each.number,
                shown(each.text),
                address(version, standing.key, row.code, key),
            )
            for at, each in enumerate(row.indicators)
        ),
        used=tuple(_used(use, version) for use in rows[:MOST_USES]),
        more=max(total - len(rows[:MOST_USES]), 0),
        listed=listed,
    )


def _used(use: Use, version: Version) -> Used:
    act = "" if use.version_id == version.pk else str(use.version.act)
    return Used(use.title, act, address(use.version, use.part, use.code))


def uses_of(book: Book, rubrics: Iterable[str]) -> dict[str, list[Use]]:
    """Where rubrics are asked: in this version and in those in force for the same instansi. One query."""
    others = Version.objects.on(book.on)
    others = others.used_by(book.instansi) if book.instansi else others.filter(act__instansi__isnull=True)
    rows = (
        Use.objects.filter(Q(version=book.version) | Q(version__in=others.values("pk")))
        .filter(rubric__in=set(rubrics))
        .annotate(
            place=Window(
                RowNumber(), partition_by=F("rubric"), order_by=(F("version").desc(), F("order").asc())
            ),
            total=Window(Count("pk"), partition_by=F("rubric")),
        )
        .filter(place__lte=MOST_USES + 1)
        .select_related("version__act__instansi")
        .defer("version__form")
    )
    found: dict[str, list[Use]] = {}
    for use in rows.order_by("version", "order"):
        found.setdefault(use.rubric, []).append(use)
    return found


def requirements(standing: Standing) -> list[ShownRequirement]:
    """The requirement rows of a standard."""
    return [_requirement(row, standing) for row in standing.requirements]


def _requirement(row: RequirementEntry, standing: Standing) -> ShownRequirement:
    sign, mark = MARKS[row.importance] if row.importance else ("", "")
    return ShownRequirement(
        key=str(row.key),
        name=row_name(str(row.key)),
        printed=".".join(filter(None, (row.number, row.letter))),
        value=shown(row.value),
        sign=sign,
        mark=str(mark),
        place=row.citation or standing.citation,
        certain=row.certain,
    )


def row_name(key: str) -> Text:
    """What a requirement row is called."""
    return words().texts["row"][key]


def lines(article: Article) -> list[Line]:
    """An article line by line: what precedes its clauses, and the clauses inside one another."""
    found = [Line(0, "", shown(article.opening))] if article.opening.strip() else []
    found += [line for clause in article.clauses for line in _lines(clause, 1 if found else 0)]
    said = "".join(f"{line.number}{line.text}" for line in found)
    if _letters(said) < _letters(
        shown(article.text)
    ):  # something stands outside the clauses: all of it, plainly
        return [Line(0, "", text) for each in article.text.splitlines() if (text := shown(each))]
    return found


def _lines(clause: Clause, depth: int) -> list[Line]:
    number = {"ayat": "({})", "huruf": "{}.", "angka": "{}."}.get(clause.kind, "–").format(clause.number)
    rest = [line for inner in clause.clauses for line in _lines(inner, depth + 1)]
    return [Line(min(depth, 4), number, shown(clause.text)), *rest]


def _letters(text: str) -> int:
    return sum(each.isalpha() for each in text)


def full_name(body: Form) -> str:
    """The act as it is cited in full."""
    head = body.instrument
    kind = head.type
    # “Peraturan Wali Kota” of “Wali Kota Dumai” is cited as “Peraturan Wali Kota Dumai”.
    if head.issuer and kind.casefold().endswith(" ".join(head.issuer.split()[:-1]).casefold()):
        kind = f"{kind} {head.issuer.split()[-1]}"
    return gettext("%(kind)s Nomor %(number)s Tahun %(year)s tentang %(title)s") % {
        "kind": kind,
        "number": head.number,
        "year": head.year,
        "title": _small(head.title),
    }


def citation(body: Form, book: Book, url: str, *places: str) -> str:
    """The line that somebody copies to cite a place: act, place, version, permanent address."""
    said = ", ".join(filter(None, (full_name(body), *places)))
    holds = gettext("versi %(number)s, berlaku mulai %(day)s") % {
        "number": book.number,
        "day": book.starts.strftime("%d-%m-%Y"),
    }
    return f"{said} ({holds}). {url}"


def _small(title: str) -> str:
    """A title printed in capitals as it is written in running text."""
    if not title.isupper():
        return " ".join(title.split())
    linking = {"di", "dan", "dari", "ke", "pada", "untuk", "yang", "dengan", "atas", "dalam", "bagi", "oleh"}
    return " ".join(
        each.casefold() if each.casefold() in linking else each.capitalize() for each in title.split()
    )
