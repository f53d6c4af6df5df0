"""A file that `write_annex` made (or a filled-in draft) → Form, from what is visible in it.

The general reader works from the wording of any document. In this layout every text has a cell of its own and a
number is parted from its text by a tab, so nothing needs to be guessed: a text may look like a number, a heading
or a tick. What codes, demands and doubts follow from the texts is the general reader's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from selaras.errors import DocumentRefused, Place, Text
from selaras.files.annex.body import parted, with_body
from selaras.files.annex.doubts import AnnexDoubts
from selaras.files.annex.read_tables import CompetencyRows, DictionaryRows, GroupRows, NeedRows
from selaras.files.annex.settings import settings
from selaras.law.document import Document, Line, refused
from selaras.law.form import Form
from selaras.law.form.head import InstrumentHead, Signature
from selaras.law.form.piece import Origin, Uncertain
from selaras.law.form.table import AppliesTo, ClassStandard, DictionaryEntry, PositionStandard
from selaras.law.reading.doubts import source_of
from selaras.law.reading.head import head_of, identity
from selaras.law.reading.words import title_case

_ENTRY = ("name", "code", "kind", "definition")
_LABELS_UNDER = 4  # cells: label and value; in a PDF a stray rule may part a third
HEAD_LINES = 5  # LAMPIRAN, the act, its number, TENTANG, its title

_CLASS_NUMBER = re.compile(r"[1-9][0-9]?")
_PAGE_NUMBER = re.compile(r"^[\s–-]*\d{1,4}[\s–-]*$")
_ANNEX_ONLY = Text(
    "Berkas ini hanya memuat lampiran; tanggal mulai berlaku tidak tercantum di dalamnya.",
    "This file holds the annex only; it does not say when the act takes effect.",
)


def form_of_annex(document: Document) -> Form:
    """The annex in a document → Form, with the act in front of it if there is one.

    Raises DocumentRefused when there is no head of an annex.
    """
    act, annex = parted(document)
    form = _Reading(annex).form()
    return with_body(form, act) if act else form


def _pattern(heading: str) -> re.Pattern[str]:
    """A heading's template as a pattern with its roman numeral and its placeholder as groups."""
    escaped = re.sub(r"\\\{\w+\\\}", "(.+)", re.escape(heading))
    return re.compile(rf"^([IVXLC]+)\. {escaped}$", re.DOTALL)


class _Standard:
    """One class or position while its tables are read."""

    def __init__(self, line: Line, citation: str, job_class: int | None, doubts: AnnexDoubts) -> None:
        self.source = source_of(line.piece)
        self.job_class = job_class
        self.identity: dict[str, str] = {}
        self.citation = citation
        self.competencies = CompetencyRows(doubts)
        self.needs = NeedRows(doubts)

    def of_class(self) -> ClassStandard:
        place = self.citation
        return ClassStandard(
            job_class=self.job_class or 0,
            citation=place,
            competencies=self.competencies.entries(place),
            requirements=self.needs.entries(place),
            source=self.source,
        )

    def of_position(self) -> PositionStandard:
        place = f"{self.citation} ({self.identity.get('title', '?')})"
        return PositionStandard(
            applies_to=AppliesTo.model_validate(self.identity),
            citation=place,
            competencies=self.competencies.entries(place),
            requirements=self.needs.entries(place),
            source=self.source,
        )


class _Reading:
    def __init__(self, document: Document) -> None:
        words = settings()
        self.document = document
        self.doubts = AnnexDoubts()
        self.standards: list[_Standard] = []
        self.dictionary: list[DictionaryRows] = []
        self.annex = ""
        self.table = ""
        self.head: list[Line] = []
        self.loose: list[Line] = []
        self.class_heading = _pattern(words["class_heading"])
        self.position_heading = _pattern(words["position_heading"])
        self.headers = {
            tuple(words["competencies"]["columns"]): "competencies",
            tuple(words["dictionary"]["columns"]): "dictionary",
        }
        self.names = {*words["identity"].values(), *(words["dictionary"][part] for part in _ENTRY)}
        self.labels = {label: role for role, label in words["identity"].items()}

    def form(self) -> Form:
        lines = [line for line in self.document.lines if not line.blank]
        skip = 0
        for at, line in enumerate(lines):
            if skip:
                skip -= 1
            elif not line.cells and line.text.strip().split(" ")[0] == settings()["annex"]:
                skip = self._head(lines[at : at + HEAD_LINES])
            elif line.cells:
                self._row([cell.text for cell in line.cells], line)
            else:
                self._line(line)
        return self._form()

    def _head(self, lines: Sequence[Line]) -> int:
        """The head of an annex; repeated before annexes with a numeral of their own. Returns the lines it took."""
        self.annex = lines[0].text.strip().partition(" ")[2]
        self.head = self.head or list(lines[1:])
        return len(lines) - 1

    def _line(self, line: Line) -> None:
        text = line.text.strip()
        if match := self.class_heading.match(text):
            self._begin_class(line, match[1], match[2])
        elif self.position_heading.match(text):
            self._begin(line, f"Lampiran {self.annex}".strip(), None)
        elif text in (settings()["competencies"]["caption"], settings()["requirements"]["caption"]):
            self.table = ""
        elif text == settings()["dictionary"]["caption"]:
            self.table = "dictionary"
        elif not _PAGE_NUMBER.match(text):
            self.loose.append(line)

    def _begin_class(self, line: Line, numeral: str, number: str) -> None:
        """The tables of a class begin. Under a damaged number they belong to no class, and never to the one before."""
        if _CLASS_NUMBER.fullmatch(number):
            self._begin(line, f"Lampiran {numeral} (kelas {number})", int(number))
        else:
            self.doubts.add("text_outside", line.piece, blocking=True)
            self._begin(line, f"Lampiran {numeral}", None)

    def _begin(self, line: Line, citation: str, job_class: int | None) -> None:
        self.standards.append(_Standard(line, citation, job_class, self.doubts))
        self.table = ""

    def _row(self, cells: list[str], line: Line) -> None:
        header = tuple(" ".join(cell.split()) for cell in cells)
        standard = self.standards[-1] if self.standards else None
        if header in self.headers:
            self.table = self.headers[header]
            self._page_turned()
        elif self._opens_needs(header):
            self.table = "needs"
        elif len(cells) < _LABELS_UNDER and not any(cells[1:-1]) and cells[0] in self.names:
            self._label(cells[0], cells[-1], line)
        elif self.table == "dictionary" and self.dictionary:
            self.dictionary[-1].row(line)
        elif self.table == "competencies" and standard:
            standard.competencies.row(line)
        elif self.table == "needs" and standard:
            standard.needs.row(line)
        else:
            self.doubts.add("row", line.piece, blocking=True)

    def _label(self, name: str, value: str, line: Line) -> None:
        """A label of a dictionary entry, which its name opens, or of the position the next tables are for."""
        if name == settings()["dictionary"]["name"]:
            self.dictionary.append(DictionaryRows(line, self.doubts))
        if self.dictionary:
            self.dictionary[-1].label(name, value)
        elif self.standards and name in self.labels:
            self.standards[-1].identity[self.labels[name]] = value

    def _opens_needs(self, header: tuple[str, ...]) -> bool:
        """Either of the two header rows of the requirement table."""
        words = settings()["requirements"]
        names = tuple(words["marks"].values())
        first = header[:1] == (words["columns"][0],) and words["importance"] in header
        return first or (header[-len(names) :] == names and not any(header[: -len(names)]))

    def _page_turned(self) -> None:
        """A header repeated inside a table: what stands first on the new page may go on from the last."""
        tables: list[GroupRows] = [each.competencies for each in self.standards[-1:]]
        for table in (*tables, *self.dictionary[-1:]):
            table.page_turned = True

    def _form(self) -> Form:
        signature = self._signature()
        for line in self.loose:
            self.doubts.add("text_outside", line.piece)
        form = Form(
            instrument=self._instrument(signature),
            job_classes=tuple(each.of_class() for each in self.standards if each.job_class is not None),
            position_standards=tuple(
                each.of_position()
                for each in self.standards
                if each.job_class is None and each.identity.get("title")
            ),
            dictionary=tuple(self._entries()),
            source=Origin(file=Path(self.document.file).name, sha256=self.document.sha256),
        )
        only = Uncertain(
            code="in_force",
            source=source_of(self.head[0].piece),
            reason=_ANNEX_ONLY.id,
            reason_en=_ANNEX_ONLY.en,
        )
        return form.model_copy(update={"uncertain": (only, *self.doubts.found)})

    def _entries(self) -> Sequence[DictionaryEntry]:
        return [each.entry() for each in self.dictionary]

    def _signature(self) -> Signature | None:
        """Office and name: the last two lines outside every table."""
        if len(self.loose) < 2 or not self.loose[-2].text.rstrip().endswith(","):
            return None
        office, name = self.loose[-2:]
        self.loose = self.loose[:-2]
        return Signature(
            act="annex",
            office=title_case(office.text.strip().removesuffix(",")),
            name=name.text.strip(),
            source=source_of(office.piece),
        )

    def _instrument(self, signature: Signature | None) -> InstrumentHead:
        if len(self.head) < HEAD_LINES - 1:
            raise self._refusal()
        head = head_of(self.head, self.document.file)
        id_, short = identity(head, head.year or 0)
        return InstrumentHead(
            id=id_,
            type=head.type,
            short=short,
            issuer=head.issuer,
            region=head.region,
            province=None,
            number=head.number,
            year=head.year or 0,
            title=head.title,
            signatures=(signature,) if signature else (),
        )

    def _refusal(self) -> DocumentRefused:
        what = Text("Kepala lampiran tidak ditemukan.", "The head of the annex was not found.")
        remedy = Text(
            "Tulis ulang berkas ini dengan `selaras standard write`.",
            "Write this file again with `selaras standard write`.",
        )
        return refused("no_annex", Place(file=self.document.file), what, remedy)
