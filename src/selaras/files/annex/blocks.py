"""What stands in an annex, from top to bottom, before any format: the writers only differ in how they set it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from selaras.core.model import RowKey
from selaras.files.annex.settings import UNMARKED, is_blank, kind_label, mark_labels, row_labels, settings
from selaras.law.form import Form
from selaras.law.form.head import InstrumentHead
from selaras.law.form.table import (
    ClassStandard,
    CompetencyEntry,
    DictionaryEntry,
    PositionStandard,
    RequirementEntry,
)

Numbered = tuple[str, str]  # printed number (may be empty) and text


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an annex, line by line."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first (a class, a position, the dictionary) or second level (a part)."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Labels:
    """Label and value pairs: the identity of a position, the head of a dictionary entry."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """The row that opens a kind of competency."""

    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Cells that stand once beside several indicators: a competency, or a level of a dictionary."""

    cells: tuple[str, ...]
    indicators: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Indicators:
    """A table whose last column holds indicators. `widths` in mm."""

    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Kind | Group, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A requirement row: group, part (both with their printed number or letter), value, one text a mark column."""

    group: str
    part: str
    value: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Needs:
    """The requirement table."""

    rows: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """The signature under the annex: office and name."""

    office: str
    name: str


Block = Head | Heading | Labels | Indicators | Needs | Signed

_NUMERAL = re.compile(r"^Lampiran\s+([IVXLC]+)\b")


def blocks_of(form: Form) -> Iterator[Block]:
    """The annex of a form: classes, then positions, then the dictionary, then the signature."""
    words = settings()
    yield Head(head_lines(form.instrument, ""))
    for order, standard in enumerate(form.job_classes, 1):
        yield class_heading(standard, order)
        yield from parts_of(standard)
    annex = ""
    for order, position in enumerate(form.position_standards, 1):
        numeral = numeral_of(position)
        if numeral != annex:  # a position is cited by the numeral of its annex
            annex = numeral
            yield Head(head_lines(form.instrument, numeral))
        yield position_heading(position, order)
        yield identity_of(position)
        yield from parts_of(position)
    if form.dictionary:
        yield Heading(words["dictionary"]["caption"], 1)
    for entry in form.dictionary:
        yield from dictionary_of(entry)
    for signature in form.instrument.signatures:
        if signature.act == "annex":
            yield Signed(signature.office.upper(), signature.name)


def class_heading(standard: ClassStandard, order: int) -> Heading:
    """`I. STANDAR KOMPETENSI JABATAN PELAKSANA KELAS JABATAN 7`, with the numeral it is cited by."""
    text = settings()["class_heading"].format(job_class=standard.job_class)
    return Heading(f"{numeral_of(standard) or roman(order)}. {text}", 1)


def position_heading(position: PositionStandard, order: int) -> Heading:
    """`II. STANDAR KOMPETENSI JABATAN ANALIS KEPEGAWAIAN`."""
    title = " ".join(position.applies_to.title.upper().split())
    return Heading(f"{roman(order)}. {settings()['position_heading'].format(title=title)}", 1)


def identity_of(position: PositionStandard) -> Labels:
    """The identity block of a position: what the document says of it."""
    names = settings()["identity"]
    values = {role: getattr(position.applies_to, role) for role in names}
    return Labels(tuple((names[role], value) for role, value in values.items() if value))


def numeral_of(standard: ClassStandard | PositionStandard) -> str:
    """The roman numeral in `Lampiran II (…)`; empty when it is cited without one."""
    match = _NUMERAL.match(standard.citation)
    return match[1] if match else ""


def head_lines(head: InstrumentHead, numeral: str) -> tuple[str, ...]:
    """LAMPIRAN · PERATURAN WALI KOTA DUMAI · NOMOR 6 TAHUN 2023 · TENTANG · title."""
    words = settings()
    number = words["number"].format(number=head.number, year=head.year or words["blank_year"])
    if re.search(rf"\b{head.year}$", head.number):  # a number that ends in its year says it once
        number = number.split(" TAHUN ")[0]
    return (f"{words['annex']} {numeral}".strip(), act_name(head), number, words["about"], head.title)


def act_name(head: InstrumentHead) -> str:
    """`PERATURAN WALI KOTA DUMAI`: the type with the name of its region."""
    name = head.region or ""
    if re.search(r"\b(?:Wali Kota|Bupati|Gubernur)$", head.type):
        name = re.sub(r"^(?:Kota|Kabupaten|Provinsi)\s+", "", name)
    return f"{head.type} {name}".strip().upper()


def roman(number: int) -> str:
    """4 → `IV`; for 1 to 3999."""
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
    text = ""
    for value, sign in (*steps, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        text += sign * (number // value)
        number %= value
    return text


def parts_of(standard: ClassStandard | PositionStandard) -> Iterator[Block]:
    """Part I and part II of a standard, each a heading and a table."""
    words = settings()
    yield Heading(words["competencies"]["caption"], 2)
    rows: list[Kind | Group] = []
    for kind, entries in groupby(standard.competencies, key=lambda entry: entry.kind):
        rows.append(Kind(kind_label(kind)))
        rows += [_group(entry) for entry in entries]
    table = words["competencies"]
    yield Indicators(tuple(table["columns"]), tuple(table["widths"]), tuple(rows))
    yield Heading(words["requirements"]["caption"], 2)
    yield Needs(tuple(_need(entry) for entry in standard.requirements))


def _group(entry: CompetencyEntry) -> Group:
    name = f"{entry.number}. {entry.name}" if entry.number else entry.name
    level = settings()["blank_level"] if entry.level is None else str(entry.level)
    return Group(
        (name, level, entry.description), tuple((each.number, each.text) for each in entry.indicators)
    )


def _need(entry: RequirementEntry) -> Need:
    group, part = row_labels(RowKey(entry.key))
    words = settings()
    marks = {
        mark: (words["mark"] if entry.importance is mark else "") + ("" if entry.certain else words["unsure"])
        for mark in mark_labels()
    }
    if is_blank(entry.value) and entry.key not in UNMARKED:
        marks = dict.fromkeys(marks, words["blank_mark"])
    return Need(
        group=f"{entry.number}. {group}" if entry.number else group,
        part=f"{entry.letter}. {part}" if entry.letter and part else part,
        value=entry.value,
        marks=tuple(marks.values()),
    )


def dictionary_of(entry: DictionaryEntry) -> Iterator[Block]:
    """The labels and the levels of one competency of a dictionary."""
    words = settings()["dictionary"]
    kind = words["kinds"][entry.kind.value]
    yield Labels(
        (
            (words["name"], entry.name),
            (words["code"], entry.code),
            (words["kind"], kind),
            (words["definition"], entry.definition),
        )
    )
    rows = tuple(
        Group(
            (str(level.level), level.description),
            tuple((each.number, each.text) for each in level.indicators),
        )
        for level in entry.levels
    )
    yield Indicators(tuple(words["columns"]), tuple(words["widths"]), rows)
