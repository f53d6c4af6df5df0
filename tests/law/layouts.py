"""One standard, many layouts: generated standards set as offices set them, as documents or Word files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import strategies as st

from selaras.core.model import Importance, RowKey
from selaras.files.documents.lines import Lines
from selaras.law.document import Document

MARKS = (Importance.MUTLAK, Importance.PENTING, Importance.PERLU)
TICKS = "√✓✔vVxX☑■•\uf0fc\uf0fe"
HEAD = (
    "LAMPIRAN",
    "PERATURAN BUPATI SINGKAWANG TIMUR",
    "NOMOR : 6 TAHUN 2021",
    "TENTANG",
    "STANDAR KOMPETENSI JABATAN",
    "",
)
_WORDS = (
    *(
        "Mampu",
        "melaksanakan",
        "tugas/bagiannya",
        "tugas/ bagiannya",
        "dan/atau",
        "<i>data</i>",
        "&",
        "versi 7.9 Beta",
    ),
    *(
        "Pasal 9",
        "KELAS JABATAN 7",
        "Mutlak",
        "Penting",
        "√",
        "kompetensi",
        "level",
        "II/c",
        "1945",
        "(dua)",
        "“kutip”",
    ),
    *(
        "Kode jabatan",
        "unit kerja",
        "pelatihan teknis",
        "Standar Kompetensi",
        "S-1",
        "l'été",
        "10 %",
        "manajerial",
    ),
)
_VALUES = {
    RowKey.EDUCATION_LEVEL: ("Sarjana / Diploma IV", "SMA/Setara"),
    RowKey.EDUCATION_FIELD: ("Hukum, Ekonomi", "Bidang ilmu yang relevan dengan jabatan"),
    RowKey.TRAINING_MANAGERIAL: ("Pelatihan Dasar", "Pelatihan Kepemimpinan Tingkat III"),
    RowKey.TRAINING_TECHNICAL: ("Diklat sesuai jabatan", "Diklat Kearsipan atau Bimtek Kearsipan"),
    RowKey.TRAINING_FUNCTIONAL: ("-", "Diklat Arsiparis"),
    RowKey.EXPERIENCE: ("Pengalaman paling sedikit 2 (dua) tahun",),
    RowKey.RANK: ("Penata Muda (III/a) – Pembina (IV/a)",),
    RowKey.PERFORMANCE: ("Sesuai perjanjian kinerja",),
}
_MARKED = (
    RowKey.TRAINING_MANAGERIAL,
    RowKey.TRAINING_TECHNICAL,
    RowKey.TRAINING_FUNCTIONAL,
    RowKey.EXPERIENCE,
)
_GROUPS = (
    ("Pendidikan", (("Jenjang", RowKey.EDUCATION_LEVEL), ("Bidang Ilmu", RowKey.EDUCATION_FIELD))),
    (
        "Pelatihan",
        (
            ("Manajerial", RowKey.TRAINING_MANAGERIAL),
            ("Teknis", RowKey.TRAINING_TECHNICAL),
            ("Fungsional", RowKey.TRAINING_FUNCTIONAL),
        ),
    ),
    ("Pengalaman Kerja", (("", RowKey.EXPERIENCE),)),
    ("Pangkat", (("", RowKey.RANK),)),
    ("Indikator Kinerja Jabatan", (("", RowKey.PERFORMANCE),)),
)
_KINDS = (
    ("Manajerial", ("Integritas", "Kerjasama")),
    ("Sosial Kultural", ("Perekat Bangsa",)),
    ("Teknis", ()),
)


@dataclass(frozen=True, slots=True)
class Competency:
    """What a row means."""

    kind: str
    name: str
    level: int
    description: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """A standard as it is meant, before it is set."""

    identity: dict[str, str]
    summary: str
    competencies: tuple[Competency, ...]
    values: dict[RowKey, str]
    marks: dict[RowKey, Importance | None]


@dataclass(frozen=True, slots=True)
class Layout:
    """How an office sets it."""

    number_apart: bool  # the number has a cell of its own
    number_header: bool  # and a header of its own
    row_each: bool  # an indicator a row
    one_table: bool  # both parts in one table
    with_summary: bool  # I Ikhtisar, II, III; else I, II
    identity: str  # paragraphs, next, rows, colon, column
    bullet: str  # how indicators are numbered
    joint: str  # between the indicators of one cell
    tick: str
    letters_first: bool  # A. Pendidikan / 1. Jenjang
    header_again: bool  # header rows repeated in the middle
    slips: bool  # misspelt headings
    parts: tuple[int, ...] = (1, 1, 1, 1, 1, 1, 1)  # grid columns of each printed column of part III


Cell = tuple[str, int]
Block = str | list[list[Cell]]


def words(most: int = 8) -> st.SearchStrategy[str]:
    """A text that begins like a sentence and ends like one."""
    return st.lists(st.sampled_from(_WORDS), min_size=1, max_size=most).map(
        lambda found: "Teks " + " ".join(found) + "."
    )


@st.composite
def meanings(draw: st.DrawFn) -> Meant:
    """Standards with awkward texts."""
    rows = []
    for kind, names in _KINDS:
        chosen = names or tuple(f"Teknik nomor {n}" for n in range(1, draw(st.integers(1, 3)) + 1))
        rows += [
            Competency(
                kind,
                name,
                draw(st.integers(1, 5)),
                draw(words(4)),
                tuple(draw(st.lists(words(), min_size=2, max_size=4))),
            )
            for name in chosen
        ]
    values = {key: draw(st.sampled_from(found)) for key, found in _VALUES.items()}
    marks: dict[RowKey, Importance | None] = {key: draw(st.sampled_from(MARKS)) for key in _MARKED}
    if values[RowKey.TRAINING_FUNCTIONAL] == "-":
        marks[RowKey.TRAINING_FUNCTIONAL] = None
    identity = {
        "Nama Jabatan": "Analis Kebijakan",
        "Kelompok Jabatan": "Pelaksana",
        "Urusan Pemerintahan": "Kearsipan",
    }
    identity["Kode Jabatan"] = draw(st.sampled_from(["12.3", "4.01.01", "A-7"]))
    return Meant(identity, draw(words(5)), tuple(rows), values, marks)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """Layouts met in real documents."""
    flag = st.booleans()
    row_each = draw(flag)
    bullet = draw(st.sampled_from(["1.1 ", "1.1. ", "1.1.", "1,1 ", "1.1", "bullet", "letter", "li"]))
    return Layout(
        number_apart=draw(flag),
        number_header=draw(flag),
        row_each=row_each and bullet not in ("letter", "li"),
        one_table=draw(flag),
        with_summary=draw(flag),
        identity=draw(st.sampled_from(["paragraphs", "next", "rows", "colon", "column"])),
        bullet=bullet,
        joint=draw(st.sampled_from(["\n", " "] if bullet.startswith("1") else ["\n"])),
        tick=draw(st.sampled_from(TICKS)),
        letters_first=draw(flag),
        header_again=draw(flag),
        slips=draw(flag),
        parts=tuple(draw(st.sampled_from([1, 1, 2])) for _ in range(7)),
    )


def blocks_of(meant: Meant, layout: Layout) -> list[Block]:
    """Paragraphs and tables of the annex."""
    one, two = ("II", "III") if layout.with_summary else ("I", "II")
    titles = (
        ("STANDAR KOTENSI", "PERSYARATAN JABTAN")
        if layout.slips
        else ("STANDAR KOMPETENSI", "PERSYARATAN JABATAN")
    )
    upper, lower = _competency_rows(meant, layout), _requirement_rows(meant, layout)
    blocks: list[Block] = [*HEAD, *_identity(meant, layout)]
    if layout.with_summary:
        blocks += ["I. IKHTISAR JABATAN", meant.summary]
    if not layout.one_table:
        return [*blocks, f"{one}. {titles[0]}", upper, f"{two}. {titles[1]}", lower]
    width = max(_width(upper), _width(lower))
    merged = [[(f"{one}. {titles[0]}", width)], *_widened(upper, width), [(f"{two}. {titles[1]}", width)]]
    return [*blocks, [*merged, *_widened(lower, width)]]


def _width(rows: Sequence[Sequence[Cell]]) -> int:
    return max(sum(span for _, span in row) for row in rows)


def _widened(rows: Sequence[list[Cell]], width: int) -> list[list[Cell]]:
    """Rows on a finer grid: the column at index 1 takes what is to spare, in every row alike."""
    more, found = width - _width(rows), []
    for row in rows:
        at, filled = 0, []
        for text, span in row:
            covers = at <= 1 < at + span
            filled.append((text, span + more if covers else span))
            at += span
        found.append(filled)
    return found


def _identity(meant: Meant, layout: Layout) -> list[Block]:
    pairs = list(meant.identity.items())
    if layout.identity == "rows":
        return [[[(name, 1), (":", 1), (value, 1)] for name, value in pairs]]
    if layout.identity == "colon":
        return [[[(name, 1), (f": {value}", 1)] for name, value in pairs]]
    if layout.identity == "column":
        return [[[("\n".join(name for name, _ in pairs), 1), ("\n".join(value for _, value in pairs), 1)]]]
    if layout.identity == "next":
        return [text for name, value in pairs for text in (f"{name} :", value)]
    return [f"{name} : {value}" for name, value in pairs]


def _numbered(row: Competency, layout: Layout) -> list[str]:
    if layout.bullet == "bullet":
        return [f"• {text}" for text in row.indicators]
    if layout.bullet == "letter":
        return [f"{chr(97 + at)}. {text}" for at, text in enumerate(row.indicators)]
    if layout.bullet == "li":
        return [f"<li>{text}</li>" for text in row.indicators]
    sign, end = layout.bullet[1], layout.bullet[3:]
    return [f"{row.level}{sign}{at}{end}{text}" for at, text in enumerate(row.indicators, 1)]


def _competency_rows(meant: Meant, layout: Layout) -> list[list[Cell]]:
    description = "Diskripsi" if layout.slips else "Deskripsi"
    names: list[Cell] = [("Kompetensi", 1), ("Level", 1), (description, 1), ("Indikator Kompetensi", 1)]
    if layout.number_apart:
        names = [("No", 1), *names] if layout.number_header else [("Kompetensi", 2), *names[1:]]
    rows, width, kind = [names], len(names) + (layout.number_apart and not layout.number_header), ""
    for number, each in enumerate(meant.competencies, 1):
        if each.kind != kind:
            kind = each.kind
            letter = "ABC"[[name for name, _ in _KINDS].index(kind)]
            shown = "Menejerial" if layout.slips and kind == "Manajerial" else kind
            rows.append([(f"{letter}. {shown}", width)])
        label: list[Cell] = (
            [(f"{number}.", 1), (each.name, 1)] if layout.number_apart else [(f"{number}. {each.name}", 1)]
        )
        texts = _numbered(each, layout)
        cells = texts if layout.row_each else [layout.joint.join(texts)]
        rows.append([*label, (str(each.level), 1), (each.description, 1), (cells[0], 1)])
        rows += [[*[("", 1)] * (width - 1), (cell, 1)] for cell in cells[1:]]
        if layout.header_again and number == 2:
            rows.append(names)
    return rows


def _requirement_rows(meant: Meant, layout: Layout) -> list[list[Cell]]:
    group, part, value, *marks = layout.parts[:6]
    over: list[list[Cell]] = [
        [
            ("Jenis Persyaratan", group + part),
            ("Uraian", value),
            ("Tingkat pentingnya terhadap jabatan", sum(marks)),
        ],
        [("", group + part), ("", value), *zip(("Mutlak", "Penting", "Perlu"), marks, strict=True)],
    ]
    rows = list(over)
    for number, (name, parts) in enumerate(_GROUPS, 1):
        shown = "Pelaihan" if layout.slips and name == "Pelatihan" else name
        for at, (sub, key) in enumerate(parts):
            first, second = (
                (chr(64 + number), str(at + 1)) if layout.letters_first else (str(number), chr(65 + at))
            )
            ticks = [
                (layout.tick if meant.marks.get(key) is mark else "", span)
                for mark, span in zip(MARKS, marks, strict=True)
            ]
            label = [
                (f"{first}. {shown}" if at == 0 else "", group),
                (f"{second}. {sub}" if sub else "", part),
            ]
            rows.append([*label, (meant.values[key], value), *ticks])
        if layout.header_again and number == 1:
            rows += over
    return rows


# --- as documents and files ------------------------------------------------------------------------------


def document(blocks: Sequence[Block]) -> Document:
    """Blocks as a document whose format knows its merged cells."""
    lines = Lines("uji.docx")
    for number, block in enumerate(blocks):
        if isinstance(block, str):
            lines.paragraph(block)
            continue
        for at, row in enumerate(block, 1):
            cells = [part for text, span in row for part in (text, *[""] * (span - 1))]
            spans = [part for _, span in row for part in (span, *[0] * (span - 1))]
            lines.row(cells, f"tabel {number}", at, spans)
    return lines.document("0" * 64)


def word_file(blocks: Sequence[Block], path: Path) -> None:
    """Blocks as a Word file."""
    file = docx.Document()
    body = file.element.body
    for block in blocks:
        xml = _paragraphs(block) if isinstance(block, str) else _table(block)
        body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))
    file.save(str(path))


def _paragraphs(text: str) -> str:
    parts = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:p><w:r>{parts}</w:r></w:p>"


def _table(rows: Sequence[Sequence[Cell]]) -> str:
    cells = (
        "".join(
            f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{_paragraphs(text)}</w:tc>'
            for text, span in row
        )
        for row in rows
    )
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"
