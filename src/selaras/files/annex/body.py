"""The act in front of an annex in our own layout, as a filled-in draft has it: read as any act is, joined to the annex."""

from __future__ import annotations

from dataclasses import replace

from selaras.errors import DocumentRefused
from selaras.files.annex.doubts import AnnexDoubts
from selaras.files.annex.settings import PLACEHOLDER, settings
from selaras.law import standard
from selaras.law.document import Document
from selaras.law.form import Form

_DECIDES = "MEMUTUSKAN"  # stands in every act, and in no annex


def parted(document: Document) -> tuple[Document | None, Document]:
    """The act and its annex; no act when the document is an annex alone."""
    lines = document.lines
    starts = (
        at
        for at, line in enumerate(lines)
        if not line.cells and line.text.strip().split(" ")[0] == settings()["annex"]
    )
    at = next(starts, 0)
    if not any(line.text.strip().startswith(_DECIDES) for line in lines[:at]):
        return None, document
    return replace(document, lines=lines[:at]), replace(document, lines=lines[at:])


def with_body(annex: Form, act: Document) -> Form:
    """The annex under its act: what the act says of itself counts, the tables are the annex's."""
    blanks = AnnexDoubts()
    for line in act.lines:
        if PLACEHOLDER in line.text:
            blanks.blank(line.piece.part(line.text.index(PLACEHOLDER)))
    try:
        body = standard.read(act)
    except DocumentRefused:  # its head still waits to be filled in
        return annex.model_copy(update={"uncertain": (*blanks.found, *annex.uncertain)})
    have = {each.job_class for each in annex.job_classes}
    head = body.instrument
    signed = (each for each in annex.instrument.signatures if each.act == "annex")
    doubts = (each for each in body.uncertain if each.code != "part_missing" or head.in_force_from is None)
    return annex.model_copy(
        update={
            "instrument": head.model_copy(update={"signatures": (*head.signatures, *signed)}),
            "definitions": body.definitions,
            "chapters": body.chapters,
            "articles": body.articles,
            "changes": body.changes,
            "job_families": body.job_families,
            "classes_without_standard": tuple(n for n in body.classes_without_standard if n not in have),
            "uncertain": (
                *doubts,
                *blanks.found,
                *(each for each in annex.uncertain if each.code != "in_force"),
            ),
        }
    )
