"""Rows → the machine-readable form: of the draft alone (what is annexed and linted) and of the whole act as amended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from selaras.core.model import Kind, RowKey
from selaras.files.annex.blocks import roman
from selaras.files.draft import words
from selaras.law.form import Form
from selaras.law.form.head import Consideration, InstrumentHead, LegalBasis, Signature
from selaras.law.form.piece import Source
from selaras.law.form.table import (
    AppliesTo,
    ClassStandard,
    PositionStandard,
)
from selaras.law.reading.references import references_in
from selaras.web.drafts.contents import ORDER
from selaras.web.drafts.entries import competencies_of, requirements_of
from selaras.web.drafts.models import Draft, Part, Row

NEW_ID = "rancangan"


@dataclass(frozen=True)
class Content:
    """A draft with its rows in memory: parts in order, each with its rows in printed order, removed ones left out."""

    draft: Draft
    head: Row
    parts: Sequence[Part]
    rows: Mapping[int, Sequence[Row]] = field(default_factory=dict)

    def competencies(self, part: Part) -> list[Row]:
        """By kind, then as ordered."""
        return [row for row in self.rows.get(part.pk, ()) if row.section == Row.Section.COMPETENCY]

    def requirements(self, part: Part) -> list[Row]:
        """As ordered, rows of one group together."""
        return [row for row in self.rows.get(part.pk, ()) if row.section == Row.Section.REQUIREMENT]

    @property
    def every(self) -> list[Row]:
        """The head, then every row."""
        return [self.head, *(row for part in self.parts for row in self.rows.get(part.pk, ()))]


def content_of(draft: Draft) -> Content:
    """Everything that stands in a draft. Two queries."""
    rows = list(Row.objects.filter(draft=draft, removed=False).select_related("by"))
    head = next(row for row in rows if row.section == Row.Section.ACT)
    found: dict[int, list[Row]] = {}
    for row in sorted((row for row in rows if row.part_id), key=printed_order):
        found.setdefault(row.part_id or 0, []).append(row)
    return Content(draft, head, list(draft.parts.all()), found)


def printed_order(row: Row) -> tuple[int, int, int, int]:
    """Competencies before requirements, by kind; requirements by their group as the annex has it; then as ordered."""
    if row.section == Row.Section.COMPETENCY:
        return 0, ORDER.index(Kind(row.data["kind"])), row.order, row.pk
    return 1, list(RowKey).index(RowKey(row.data["key"])), row.order, row.pk


def form_of(content: Content) -> Form:
    """The draft alone, placeholders where something is missing."""
    classes, positions = [], []
    for order, part in enumerate(content.parts, 1):
        if part.kind == Part.Kind.CLASS:
            classes.append(_class(content, part, f"Lampiran {roman(order)} (kelas {part.job_class})"))
        else:
            positions.append(_position(content, part, f"Lampiran {roman(order)} ({part.title})"))
    return Form(
        instrument=instrument_of(content), job_classes=tuple(classes), position_standards=tuple(positions)
    )


def instrument_of(content: Content) -> InstrumentHead:
    """The head of the act that is being drafted."""
    data, blanks, draft = content.head.data, words()["blanks"], content.draft
    signed = draft.enacted_on
    bases = [text for text in data["bases"] if text]
    issuer = data["issuer"] or blanks["holder"]
    return InstrumentHead(
        id=f"{draft.act.act_id}-perubahan" if draft.act else NEW_ID,
        type=data["type"] or "Peraturan",
        issuer=issuer,
        region=data["region"] or None,
        province=data["province"] or None,
        number=draft.number or blanks["number"],
        year=signed.year if signed else 0,
        title=data["title"] or "[isi judul]",
        enacted_at=data["place"] or None,
        enacted_on=signed,
        signatures=(Signature(act="annex", office=issuer, name=blanks["holder"]),),
        considerations=(
            Consideration(
                number="b",
                text=f"{data['reason'].rstrip(' ;.')};" if data["reason"] else blanks["consideration"],
            ),
        ),
        legal_bases=tuple(
            LegalBasis(number=str(at), text=text, references=references_in(text)[0])
            for at, text in enumerate(bases, 1)
        ),
    )


def standard_of(content: Content, part: Part, citation: str) -> ClassStandard | PositionStandard:
    """One part as the standard it is, cited by a place."""
    make = _class if part.kind == Part.Kind.CLASS else _position
    return make(content, part, citation)


def amended(base: Form, content: Content, by: str) -> Form:
    """The whole act as a draft amends it: changed standards in their place, new ones after them.

    `by`: the amending act as it is cited, written into the place of each standard it sets.
    """
    classes, positions = list(base.job_classes), list(base.position_standards)
    for part in content.parts:
        if part.kind == Part.Kind.CLASS:
            at = next((i for i, each in enumerate(classes) if each.job_class == part.job_class), None)
            old = (
                classes[at].citation
                if at is not None
                else f"Lampiran {roman(len(classes) + 1)} (kelas {part.job_class})"
            )
            made = _class(content, part, _cited(old, by))
            classes[slice(at, at + 1) if at is not None else slice(len(classes), None)] = [made]
        else:
            same = [
                i
                for i, each in enumerate(positions)
                if each.applies_to.model_dump(mode="json") == part.applies_to
            ]
            old = positions[same[0]].citation if same else f"Lampiran ({part.title})"
            set_ = _position(content, part, _cited(old, by))
            positions[slice(same[0], same[0] + 1) if same else slice(len(positions), None)] = [set_]
    have = {each.job_class for each in classes}
    return base.model_copy(
        update={
            "job_classes": tuple(classes),
            "position_standards": tuple(positions),
            "classes_without_standard": tuple(
                each for each in base.classes_without_standard if each not in have
            ),
        }
    )


def _cited(place: str, by: str) -> str:
    return f"{place.split(', sebagaimana')[0]}, sebagaimana ditetapkan dengan {by}"


def _class(content: Content, part: Part, citation: str) -> ClassStandard:
    return ClassStandard(
        job_class=part.job_class or 1,
        citation=citation,
        competencies=tuple(competencies_of(content.competencies(part))),
        requirements=tuple(requirements_of(content.requirements(part))),
        source=Source(),
    )


def _position(content: Content, part: Part, citation: str) -> PositionStandard:
    return PositionStandard(
        applies_to=AppliesTo.model_validate(part.applies_to),
        summary=part.base.get("summary"),
        citation=citation,
        competencies=tuple(competencies_of(content.competencies(part))),
        requirements=tuple(requirements_of(content.requirements(part))),
    )
