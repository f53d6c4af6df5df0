"""One page to check a reading by eye: the source on the left, what was understood on the right, doubts marked in both.

A file of its own: no script, nothing loaded from anywhere, readable on paper. Every text of a document is escaped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from string import Template

from selaras.core.model import Importance
from selaras.core.words import written
from selaras.errors import Language, Text
from selaras.files.annex.settings import row_labels
from selaras.files.review_rows import row_html, widths_of
from selaras.law.document import Document, Line
from selaras.law.form import Form
from selaras.law.form.piece import Source, Uncertain
from selaras.law.form.table import ClassStandard, CompetencyEntry, PositionStandard, RequirementEntry

_WORDS = {
    "skip": Text("Langsung ke hasil bacaan", "Skip to what was understood"),
    "title": Text("Pemeriksaan bacaan: {name}", "Check of a reading: {name}"),
    "summary": Text(
        "{file} · {lines} baris · {doubts} bagian belum pasti, {stops} di antaranya menghalangi penilaian",
        "{file} · {lines} lines · {doubts} uncertain places, {stops} of them block evaluation",
    ),
    "source": Text("Sumber", "Source"),
    "understood": Text("Yang dipahami", "What was understood"),
    "doubts": Text("Bagian yang belum pasti", "Uncertain places"),
    "none": Text("Tidak ada bagian yang belum pasti.", "Nothing is uncertain."),
    "blocks": Text("menghalangi penilaian", "blocks evaluation"),
    "line": Text("baris", "line"),
    "doubt": Text("belum pasti", "uncertain"),
    "act": Text("Peraturan", "The act"),
    "number": Text("Nomor", "Number"),
    "year": Text("Tahun", "Year"),
    "about": Text("Tentang", "About"),
    "force": Text("Mulai berlaku", "In force from"),
    "articles": Text("Pasal atau diktum", "Articles"),
    "standards": Text("Standar", "Standards"),
    "competency": Text("Kompetensi", "Competency"),
    "level": Text("Level", "Level"),
    "indicators": Text("Deskripsi dan indikator", "Description and indicators"),
    "need": Text("Persyaratan", "Requirement"),
    "value": Text("Uraian", "Value"),
    "mark": Text("Tingkat penting", "Importance"),
    "furniture": Text(
        "Di luar alur teks (nomor halaman, judul berjalan)", "Outside the text (page numbers, running titles)"
    ),
}
_SIGNS = {Importance.MUTLAK: "●", Importance.PENTING: "◐", Importance.PERLU: "○"}


def review_page(form: Form, document: Document, language: Language, furniture: Iterable[Line] = ()) -> str:
    """The page as HTML. `furniture`: lines of the source that were left out of the text."""
    return _Review(form, document, language).page(tuple(furniture))


class _Review:
    def __init__(self, form: Form, document: Document, language: Language) -> None:
        self.form, self.document, self.language = form, document, language
        self.starts = sorted(line.place.line or 0 for line in document.lines)
        rows = [line for line in document.lines if not line.blank]
        self.widths = {line.place.line or 0: widths for line, widths in widths_of(rows)}
        self.doubts: dict[int, list[int]] = defaultdict(list)
        for number, each in enumerate(form.uncertain, 1):
            self.doubts[self._anchor(each.source.line)].append(number)

    def page(self, furniture: tuple[Line, ...]) -> str:
        head = self.form.instrument
        template = Template(files("selaras.files").joinpath("data", "review.html").read_text("utf-8"))
        stops = sum(each.blocking for each in self.form.uncertain)
        counted = Text.format(
            _WORDS["summary"],
            file=self.form.source.file,
            lines=len(self.document.lines),
            doubts=len(self.form.uncertain),
            stops=stops,
        )
        return template.substitute(
            language=self.language,
            title=escape(self._say("title").format(name=head.short or head.id)),
            skip=self._say("skip"),
            summary=escape(counted[self.language]),
            source_title=self._say("source"),
            understood_title=self._say("understood"),
            source="\n".join(self._source(furniture)),
            understood="\n".join(self._understood()),
        )

    def _say(self, word: str) -> str:
        return _WORDS[word][self.language]

    # --- the source ---------------------------------------------------------------------------------------

    def _source(self, furniture: tuple[Line, ...]) -> Iterator[str]:
        yield '<ol class="lines">'
        sheet = ""
        for line in self.document.lines:
            if line.place.sheet and line.place.sheet.split(",")[0] != sheet:
                sheet = line.place.sheet.split(",")[0]
                yield f'<li class="page">{escape(sheet)}</li>'
            if not line.blank:
                yield self._line(line)
        yield "</ol>"
        if furniture:
            yield f'<h3>{self._say("furniture")}</h3><ul class="furniture">'
            yield from (f"<li>{escape(line.place.sheet)}: {escape(line.text)}</li>" for line in furniture)
            yield "</ul>"

    def _line(self, line: Line) -> str:
        number = line.place.line or 0
        notes = self.doubts.get(number, [])
        stops = any(self.form.uncertain[note - 1].blocking for note in notes)
        mark = f' class="{"stop" if stops else "doubt"}"' if notes else ""
        links = "".join(f' <a class="tag" href="#r{note}">{self._say("doubt")} {note}</a>' for note in notes)
        text = escape(line.text)
        if line.cells:
            text = row_html(line, self.widths[number])
        return f'<li id="b{number}"{mark}><span class="no">{number}</span><div class="text">{text}{links}</div></li>'

    def _anchor(self, line: int | None) -> int:
        """The number of the source line in which a place lies: a row may hold several lines."""
        return max((start for start in self.starts if start <= (line or 0)), default=0)

    def _to(self, source: Source, label: str = "") -> str:
        anchor = self._anchor(source.line)
        shown = label or f"{self._say('line')} {source.line}"
        return f'<a href="#b{anchor}">{escape(shown)}</a>' if anchor else escape(label)

    # --- what was understood ------------------------------------------------------------------------------

    def _understood(self) -> Iterator[str]:
        yield f"<h3>{self._say('doubts')} ({len(self.form.uncertain)})</h3>"
        if not self.form.uncertain:
            yield f"<p>{self._say('none')}</p>"
        yield '<ul class="doubts">'
        yield from (self._doubt(number, each) for number, each in enumerate(self.form.uncertain, 1))
        yield "</ul>"
        yield from self._act()
        yield f"<h3>{self._say('articles')} ({len(self.form.articles)})</h3><ul>"
        yield from (f"<li>{self._to(each.source, each.place)}</li>" for each in self.form.articles)
        yield "</ul>"
        for of_class in self.form.job_classes:
            yield from self._standard(of_class)
        for of_position in self.form.position_standards:
            yield from self._standard(of_position)

    def _doubt(self, number: int, each: Uncertain) -> str:
        reason = each.reason if self.language == "id" else each.reason_en or each.reason
        stop = f' <span class="tag">{self._say("blocks")}</span>' if each.blocking else ""
        quote = f"<blockquote>“{escape(each.quote)}”</blockquote>" if each.quote else ""
        kind = "stop" if each.blocking else "doubt"
        return f'<li id="r{number}" class="{kind}"><b>{number}.</b> {escape(reason)}{stop} {self._to(each.source)}{quote}</li>'

    def _act(self) -> Iterator[str]:
        head = self.form.instrument
        rows = (
            ("number", head.number),
            ("year", head.year),
            ("about", head.title),
            ("force", written(head.in_force_from, self.language) if head.in_force_from else None),
        )
        yield f"<h3>{self._say('act')}: {escape(head.short or head.id)}</h3><dl>"
        yield from (f"<dt>{self._say(word)}</dt><dd>{escape(str(value or '?'))}</dd>" for word, value in rows)
        yield "</dl>"

    def _standard(self, each: ClassStandard | PositionStandard) -> Iterator[str]:
        yield f"<h3>{escape(each.citation)} {self._to(each.source)}</h3>"
        names = (self._say(word) for word in ("competency", "level", "indicators"))
        yield from self._table(names, map(self._competency, each.competencies))
        names = (self._say(word) for word in ("need", "value", "mark"))
        yield from self._table(names, map(self._requirement, each.requirements))

    def _table(self, names: Iterable[str], rows: Iterable[str]) -> Iterator[str]:
        heads = "".join(f'<th scope="col">{name}</th>' for name in names)
        yield f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>'
        yield from rows
        yield "</tbody></table></div><br>"

    def _competency(self, row: CompetencyEntry) -> str:
        lines = [row.description, *(f"{each.number} {each.text}" for each in row.indicators)]
        texts = "<br>".join(escape(" ".join(line.split())) for line in lines)
        level = "?" if row.level is None else str(row.level)
        kind = "" if row.level else ' class="stop"'
        return f"<tr><td>{self._to(row.source, f'{row.number}. {row.name}')}</td><td{kind}>{level}</td><td>{texts}</td></tr>"

    def _requirement(self, row: RequirementEntry) -> str:
        label = " – ".join(filter(None, row_labels(row.key)))
        mark = f"{_SIGNS[row.importance]} {row.importance}" if row.importance else "–"
        if not row.certain:
            mark = f"? {self._say('doubt')}"
        kind = "" if row.certain else ' class="doubt"'
        return f"<tr><td>{self._to(row.source, label)}</td><td>{escape(row.value)}</td><td{kind}>{mark}</td></tr>"
