"""The machine-readable form of a regulation: what reading gives, what the JSON Schema describes, what loading takes."""

from __future__ import annotations

from selaras.law.form.head import Article, Change, Chapter, Definition, InstrumentHead, JobFamily
from selaras.law.form.piece import Entry, Origin, Uncertain
from selaras.law.form.table import ClassStandard, DictionaryEntry, PositionStandard


class Form(Entry):
    """A regulation as data: every text verbatim, what is doubtful listed."""

    instrument: InstrumentHead
    definitions: tuple[Definition, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    articles: tuple[Article, ...] = ()
    changes: tuple[Change, ...] = ()
    job_families: tuple[JobFamily, ...] = ()
    job_classes: tuple[ClassStandard, ...] = ()
    position_standards: tuple[PositionStandard, ...] = ()
    dictionary: tuple[DictionaryEntry, ...] = ()
    classes_without_standard: tuple[int, ...] = ()
    uncertain: tuple[Uncertain, ...] = ()
    source: Origin = Origin()
