"""Document → the machine-readable form of the regulation in it; uncertain pieces named, never guessed."""

from __future__ import annotations

from pathlib import Path

from selaras.errors import DocumentRefused, Text
from selaras.law.document import Document, of_bytes, of_file, passage, refused
from selaras.law.form import Form
from selaras.law.form.head import Article, InstrumentHead
from selaras.law.form.piece import Origin
from selaras.law.reading.amending import amended_act, changes_of, provisions
from selaras.law.reading.annex import Annex
from selaras.law.reading.annex_head import head_of_annex, unknown_head
from selaras.law.reading.articles import Body
from selaras.law.reading.closing import Closing, closing_of, in_force_from
from selaras.law.reading.computed import marked, marked_entries, note_computed
from selaras.law.reading.definitions import definitions_of
from selaras.law.reading.doubts import Doubts
from selaras.law.reading.families import classes_named, families_of
from selaras.law.reading.head import Head, head_of, identity, number_in, title_piece
from selaras.law.reading.references import bases_of, considerations_of
from selaras.law.reading.repaired import repaired
from selaras.law.reading.sections import Sections, sections_of


def read(document: Document) -> Form:
    """A document of any kind (text, Word, PDF) → its form.

    `text` values are substrings of the document. Raises DocumentRefused when it is no regulation.
    """
    damage = Doubts()
    form = _read(repaired(document, damage))
    return form.model_copy(update={"uncertain": (*damage.found, *form.uncertain)}) if damage.found else form


def _read(document: Document) -> Form:
    doubts = Doubts()
    sections = sections_of(document, doubts)
    if not (sections.body or sections.considerations):
        found = _annex_only(document, sections)
        if found:
            return found
    head = head_of(sections.head, document.file)
    body = Body(doubts)
    body.read(sections.body)
    annex = Annex(doubts)
    annex.read(sections.annex)
    return _form(document, sections, head, body, annex, doubts)


def _annex_only(document: Document, sections: Sections) -> Form | None:
    """A document without body: its annex under the head that the annex repeats, or under one to be asked for.

    None when it holds no standard and no dictionary: then it is no regulation.
    """
    doubts = Doubts()
    annex = Annex(doubts)
    annex.read(document.lines)
    if not any(subject.begun for subject in annex.subjects) and not annex.has_dictionary:
        return None
    try:
        head = head_of_annex(document.lines, document.file)
    except DocumentRefused:
        try:
            head = head_of(sections.head, document.file)
        except DocumentRefused:
            head = unknown_head(document, doubts)
    doubts.add("annex_only", title_piece(head))
    return _form(document, Sections(annex=document.lines), head, Body(doubts), annex, doubts)


def _form(
    document: Document, sections: Sections, head: Head, body: Body, annex: Annex, doubts: Doubts
) -> Form:
    closing = closing_of(sections.closing, doubts)
    changes = tuple(
        change for article, lines in body.amending for change in changes_of(article, lines, doubts)
    )
    own = tuple(provisions(body.articles, changes))
    classes, positions, dictionary = annex.classes(), annex.positions(), annex.dictionary()
    named = classes_named(own)
    note_computed(document, doubts)
    form = Form(
        instrument=_instrument(head, sections, body.articles, closing, annex, doubts),
        definitions=definitions_of(own, doubts),
        chapters=tuple(body.chapters),
        articles=tuple(body.articles),
        changes=changes,
        job_families=families_of(own, doubts),
        job_classes=marked(classes, document.computed),
        position_standards=marked(positions, document.computed),
        dictionary=marked_entries(dictionary, document.computed),
        classes_without_standard=tuple(n for n in named if n not in {each.job_class for each in classes}),
        source=Origin(file=Path(document.file).name, sha256=document.sha256),
    )
    return form.model_copy(update={"uncertain": doubts.found})


def read_bytes(data: bytes, file: str = "") -> Form:
    """Bytes of a text file → its form. Raises DocumentRefused."""
    return read(of_bytes(data, file))


def read_file(path: Path) -> Form:
    """A text file → its form. Raises DocumentRefused."""
    return read(of_file(path))


def _instrument(
    head: Head, sections: Sections, articles: list[Article], closing: Closing, annex: Annex, doubts: Doubts
) -> InstrumentHead:
    enacted, promulgated = closing.of("enactment"), closing.of("promulgation")
    year = _year(head, closing, doubts)
    id_, short = identity(head, year)
    _check_annex_head(sections, head, year, doubts)
    return InstrumentHead(
        id=id_,
        type=head.type,
        short=short,
        issuer=head.issuer,
        region=head.region,
        province=head.province,
        number=head.number,
        year=year,
        title=head.title,
        amends=amended_act(head.title),
        enacting=passage(sections.enacting).text or None,
        enacted_at=enacted.place if enacted else None,
        enacted_on=enacted.signed_on if enacted else None,
        promulgated_at=promulgated.place if promulgated else None,
        promulgated_on=promulgated.signed_on if promulgated else None,
        in_force_from=in_force_from(articles, closing, doubts),
        gazette=closing.gazette,
        signatory=enacted.name if enacted else None,
        signatures=(*closing.signatures, *((annex.signature,) if annex.signature else ())),
        considerations=considerations_of(sections.considerations, doubts),
        legal_bases=bases_of(sections.bases, doubts),
    )


def _year(head: Head, closing: Closing, doubts: Doubts) -> int:
    """The year of the title block; a decree without one has that of its enactment."""
    enacted = closing.of("enactment")
    signed_on = enacted.signed_on if enacted else None
    year = head.year or (signed_on.year if signed_on else None)
    if "TAHUN" in head.number.upper():  # a year that is no figure, as damaged text has it: 2O21
        doubts.add("head", title_piece(head), blocking=True)
    if year is None and not closing.signatures and head.number in ("?", ""):
        return 0  # nothing names the act: the doubt about its head says so
    if year is None:
        raise refused(
            "no_year", head.place, Text("Tahun peraturan tidak ditemukan.", "The act's year was not found.")
        )
    if signed_on and signed_on.year != year:
        doubts.add("contradiction", title_piece(head), what="Tahun / year", here=year, there=signed_on.year)
    return year


def _check_annex_head(sections: Sections, head: Head, year: int, doubts: Doubts) -> None:
    """The annex repeats the act's number and year; if they differ, one of them is misread or misprinted."""
    found = next((found for line in sections.annex[:20] if (found := number_in(line))), None)
    if found and found[1:] != (head.number, year):
        number = f"{found[1]}/{found[2]}"
        doubts.add(
            "contradiction", found[0], what="Nomor / number", here=number, there=f"{head.number}/{year}"
        )
