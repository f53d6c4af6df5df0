"""What a verdict rests on: the version of the standard with its permanent addresses, the articles, the policy."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.urls import NoReverseMatch, reverse

from selaras.core.model import Kind, Regulation, Standard, normalise
from selaras.core.verdict import Verdict
from selaras.law.form import Form
from selaras.law.words import words
from selaras.web.accounts.models import Instansi
from selaras.web.standards import present
from selaras.web.standards.models import Version
from selaras.web.standards.reading import form_of, history, holds

KEPT = 64
_articles: OrderedDict[str, Mapping[Kind, str]] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Basis:
    """Where the standard stands. Without a version (none applies, or it is not kept here) the addresses are empty."""

    short: str = ""
    number: int | None = None
    since: date | None = None
    url: str = ""
    part: str = ""
    place: str = ""
    gate: str = ""
    gate_url: str = ""
    articles: Mapping[Kind, tuple[str, str]] | None = None

    def competency(self, code: str) -> str:
        """The permanent address of a competency in the standard."""
        return f"{self.part}{quote(code)}/" if self.part else ""


def basis_of(verdict: Verdict, instansi: Instansi, regulations: tuple[Regulation, ...]) -> Basis:
    """The version that gave the standard of a verdict, with its articles. No query: the history is in memory."""
    standard = verdict.standard
    if standard is None:
        return Basis()
    law = next((each for each in regulations if each.instrument == standard.instrument), None)
    gate = law.gate.place if law and law.gate else ""
    version = next((each for each in history(instansi) if _is(each, standard, verdict.on)), None)
    if version is None or law is None:
        return Basis(standard.instrument.short, place=standard.citation.place, gate=gate)
    numbers = _kept(version)
    return Basis(
        short=standard.instrument.short,
        number=version.number,
        since=version.effective_from,
        url=present.address(version),
        part=present.address(version, part_of(standard, law)),
        place=standard.citation.place,
        gate=gate,
        gate_url=_article(version, gate),
        articles={
            kind: (f"Pasal {number}", present.article_address(version, number))
            for kind, number in numbers.items()
        },
    )


def part_of(standard: Standard, law: Regulation) -> str:
    """The key of a standard in its version: `kelas-5`, or `jabatan-3` for the third that names a position."""
    if not (standard.applies_to.title or standard.applies_to.code):
        return f"kelas-{standard.applies_to.job_class}"
    named = [each.id for each in law.standards if each.applies_to.title or each.applies_to.code]
    return f"jabatan-{named.index(standard.id) + 1}"


def address(name: str, *args: object) -> str:
    """The address of a page that an installation may be without."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _is(version: Version, standard: Standard, on: date) -> bool:
    return bool(version.act and version.act.act_id == standard.instrument.id and holds(version, on))


def _article(version: Version, place: str) -> str:
    """The address of the article that a citation begins with, if it names one."""
    kind, _, rest = place.partition(" ")
    return present.article_address(version, rest.split()[0].strip(",")) if kind == "Pasal" and rest else ""


def _kept(version: Version) -> Mapping[Kind, str]:
    if version.digest not in _articles:
        _articles[version.digest] = _of_kinds(form_of(version))
        while len(_articles) > KEPT:
            _articles.popitem(last=False)
    return _articles[version.digest]


def _of_kinds(form: Form) -> dict[Kind, str]:
    """Kind of competency → number of the article that sets its standard: the first that opens by naming it."""
    found: dict[Kind, str] = {}
    for article in form.articles:
        text = normalise(article.opening or article.text).lstrip("(1) -")
        for kind in Kind:
            named = normalise(f"kompetensi {words().get('kind', kind).id}")
            if kind not in found and text.removeprefix("standar ").startswith(named):
                found[kind] = article.number
    return found
