"""The instrument itself: title block, considerations, legal bases, enactment; then its definitions and articles."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from selaras.law.form.piece import Entry, Source


class Supplement(Entry):
    """The supplement of a gazette (Tambahan Lembaran Negara), where the explanation is printed."""

    name: str
    number: str


class Gazette(Entry):
    """Where an act was promulgated: Lembaran Negara, Berita Negara, Lembaran Daerah, Berita Daerah."""

    name: str
    year: int
    number: str
    series: str | None = None
    supplement: Supplement | None = None


class ActName(Entry):
    """An act by type, number and year."""

    type: str
    number: str | None = None
    year: int


class Reference(ActName):
    """An act named as a legal basis. `place` is the article meant; `amends` the act that this one amends."""

    about: str | None = None
    gazette: Gazette | None = None
    place: str | None = None
    amends: ActName | None = None


class Consideration(Entry):
    """One letter of Menimbang, verbatim."""

    number: str
    text: str
    source: Source = Source()


class LegalBasis(Entry):
    """One number of Mengingat, verbatim, with the acts it names in their order."""

    number: str
    text: str
    references: tuple[Reference, ...]
    source: Source = Source()


class Signature(Entry):
    """Who signed: for enactment, promulgation or under the annex."""

    act: Literal["enactment", "promulgation", "annex"]
    office: str
    name: str
    place: str | None = None
    signed_on: date | None = None
    source: Source = Source()


class InstrumentHead(Entry):
    """The instrument: identity, reasons, bases and dates. `in_force_from` follows from its own article."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    type: str
    short: str = ""
    issuer: str
    region: str | None
    province: str | None = None
    number: str
    year: int
    title: str
    amends: ActName | None = Field(default=None, description="The act that this one amends")
    enacting: str | None = Field(default=None, description="What Menetapkan says, verbatim")
    enacted_at: str | None = None
    enacted_on: date | None = None
    promulgated_at: str | None = None
    promulgated_on: date | None = None
    in_force_from: date | None = None
    gazette: Gazette | None = None
    signatory: str | None = None
    signatures: tuple[Signature, ...] = ()
    considerations: tuple[Consideration, ...] = ()
    legal_bases: tuple[LegalBasis, ...] = ()


class Definition(Entry):
    """One defined term. `abbreviation` is the short form after "selanjutnya disebut" or "disingkat"."""

    number: str
    term: str
    abbreviation: str | None = None
    text: str
    source: Source = Source()


class Chapter(Entry):
    """A chapter (BAB) by its printed roman numeral."""

    number: str
    title: str
    source: Source = Source()


class Clause(Entry):
    """A paragraph (ayat), letter (huruf), number (angka) or bullet (butir) of an article, and those inside it."""

    kind: Literal["ayat", "huruf", "angka", "butir"]
    number: str
    text: str
    clauses: tuple[Clause, ...] = ()
    source: Source = Source()


class Article(Entry):
    """An article. `label` is `Pasal` or the word of a dictum; `text` is all of it, `opening` what precedes clauses."""

    number: str
    label: str
    chapter: str | None = None
    section: str | None = None
    text: str
    opening: str = ""
    clauses: tuple[Clause, ...] = ()
    source: Source = Source()

    @property
    def place(self) -> str:
        """How the article is cited."""
        return f"Pasal {self.number}" if self.label == "Pasal" else f"diktum {self.label}"


class Change(Entry):
    """One provision of an amending act: what it does, to what, and the articles it sets in full."""

    number: str = ""
    action: Literal["amended", "inserted", "added", "deleted", "replaced"] | None
    target: str = Field(description="As printed: Pasal 9, Lampiran II; empty when it could not be read")
    text: str
    articles: tuple[Article, ...] = ()
    source: Source = Source()


class JobFamily(Entry):
    """The families (first words of position titles) of one job class, as printed, doubles included."""

    job_class: int = Field(ge=1)
    names: tuple[str, ...]
    citation: str = ""
    source: Source = Source()
