"""Standards whose tables have no upright lines, for tests: set by typst, so that lines break as they do in print."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typst

from tests.files.documents.paper import ACT, NEEDS

TICK = "√"
MARKS = ("mutlak", "penting", "perlu")
SKILL_HEAD = ("Kompetensi", "Level", "Deskripsi", "Indikator Kompetensi")
KIND = "C. TEKNIS"
Skill = tuple[str, int, str, tuple[str, ...]]

_SOURCE = """
#let s = json(bytes(sys.inputs.given))
#set page(width: 595pt, height: s.height * 1pt, margin: (x: 40pt, y: 70pt),
  header: if s.title != "" [#h(s.title_at * 1pt)#s.title], footer: if s.numbered [#h(1fr) - #context counter(page).display() - #h(1fr)])
#set text(font: "DejaVu Sans", size: s.size * 1pt, hyphenate: false)
#set par(leading: 0.5em, spacing: 0.5em, justify: s.justified)
#for line in s.act [#line #parbreak()]
#pagebreak()
#let stroke-of = if s.rules == "levels" { (x: none, y: 0.5pt) } else { none }
#let of(columns, rows, ticks-from) = {
  let cells = ()
  for (y, row) in rows.enumerate() {
    for (x, cell) in row.enumerate() {
      if cell == none { continue }
      let body = if cell == "√" { move(dx: s.shift * 1pt, text(cell.replace("√", s.tick))) } else { cell.split("\\n").map(l => text(l)).join(if s.loose_lines { parbreak() } else { linebreak() }) }
      let span = 1
      while x + span < row.len() and row.at(x + span) == none { span += 1 }
      let level = if s.centred { horizon } else { top }
      let across = if (y == 0 and s.centred_head) or x >= ticks-from or (x == 1 and ticks-from == 9 and y > 0 and s.centred_head) { center } else { left }
      cells.push(table.cell(colspan: span, align: across + (if cell == "√" { horizon } else { level }), body))
    }
  }
  let made = table(columns: columns.map(c => c * 1pt), inset: (x: s.gutter * 0.5pt, y: s.space * 0.5pt), stroke: stroke-of, ..cells)
  if s.rules == "frame" { block(stroke: 0.5pt, breakable: true, made) } else { made }
}
LAMPIRAN #parbreak() STANDAR KOMPETENSI KELAS JABATAN 5 #parbreak() I. STANDAR KOMPETENSI #v(6pt)
#of(s.skill_columns, s.skills, 9)
#if s.broken [#pagebreak()] else [#v(14pt)]
II. PERSYARATAN JABATAN #v(6pt)
#of(s.need_columns, s.needs, if s.centred_head { 3 } else { 9 })
#if s.signed [#v(s.below * 1pt) #pad(left: s.signed_at * 1pt)[WALI KOTA CONTOH, #parbreak() ttd #parbreak() NAMA ORANG]]
"""


@dataclass(frozen=True)
class Setting:
    """How the tables are set; sizes in points."""

    skill_columns: Sequence[float] = (110, 50, 150, 205)
    need_columns: Sequence[float] = (110, 90, 160, 52, 52, 51)
    rules: str = "none"  # or levels, frame
    size: float = 8
    gutter: float = 10
    space: float = 8
    centred_head: bool = True
    centred: bool = False
    justified: bool = False
    loose_lines: bool = False
    tick: str = TICK
    shift: float = 0  # of all ticks, to the right
    height: float = 842
    title: str = ""
    title_at: float = 0
    numbered: bool = False
    broken: bool = True
    signed: bool = False
    signed_at: float = 300
    below: float = 14


SKILLS: tuple[Skill, ...] = (
    (
        "Integritas Data",
        1,
        "Mampu bertindak sesuai nilai, norma, etika organisasi dalam kapasitas pribadi",
        ("Bertingkah laku sesuai dengan perkataan dan mendorong orang lain.", "Melaksanakan peraturan."),
    ),
    (
        "Kerja Sama Antarunit",
        2,
        "Berpartisipasi dalam kelompok kerja",
        (
            "Berpartisipasi sebagai anggota tim yang baik dan melakukan tugas serta bagiannya dengan sungguh.",
            "Mengumpulkan masukan dari anggota tim.",
            "Menghargai hasil kerja tim.",
        ),
    ),
    (
        "Pelayanan Data",
        1,
        "Peka memahami dan menerima kemajemukan",
        ("Mampu memahami, menerima, dan peka terhadap perbedaan individu.",),
    ),
)


def skill_rows(skills: Sequence[Skill]) -> list[list[str | None]]:
    """The competency table: header, heading of the kind, a row a competency."""
    rows: list[list[str | None]] = [list(SKILL_HEAD), [KIND, None, None, None]]
    for number, (name, level, description, indicators) in enumerate(skills, 1):
        listed = "\n".join(f"{number}.{at} {text}" for at, text in enumerate(indicators, 1))
        rows.append([f"{number}. {name}", str(level), description, listed])
    return rows


def need_rows(
    marks: Sequence[int], values: Sequence[str] = (), *, over: bool = False
) -> list[list[str | None]]:
    """The requirement table with a tick under the mark of each of the three marked rows."""
    head: list[str | None] = ["Jenis Persyaratan", None, "Uraian", "Mutlak", "Penting", "Perlu"]
    rows: list[list[str | None]] = [head]
    if over:
        rows = [[*head[:3], "Tingkat Pentingnya", None, None], ["", "", "", *head[3:]]]
    ticked = dict(zip((2, 3, 5), marks, strict=True))
    for at, need in enumerate(NEEDS[1:]):
        value = values[at] if values else need[2]
        ticks = [TICK if ticked.get(at) == mark else "" for mark in range(3)]
        label = [need[0], need[1] if need[1] or not need[0] else None]
        rows.append([*label, value, *ticks])
    return rows


def open_paper(
    path: Path,
    setting: Setting,
    skills: Sequence[Sequence[str | None]],
    needs: Sequence[Sequence[str | None]],
) -> Path:
    """Write an act and a standard with these two tables."""
    given = vars(setting) | {"act": ACT, "skills": skills, "needs": needs}
    path.write_bytes(typst.compile(_SOURCE.encode(), sys_inputs={"given": json.dumps(given)}))
    return path
