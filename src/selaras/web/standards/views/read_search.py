"""Finding words in the standards in force: the page, and what the common search shows of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from selaras.clock import today
from selaras.web.accounts.scopes import Asker
from selaras.web.standards import search
from selaras.web.standards.models import Passage, Version
from selaras.web.standards.present import ENTRY, address, article_address, entry_address, row_name
from selaras.web.standards.shelf import NATION, on_shelf
from selaras.web.standards.views.read_public import page, public
from selaras.web.ui.registry import Hit
from selaras.web.ui.templatetags.ui import say

AT_ONCE = 20
LONGEST = 200  # letters of a question
IN_LINE = 160  # letters of a text in the common search


@dataclass(frozen=True, slots=True)
class Result:
    """One passage found, with its words marked."""

    kind: str
    title: Sequence[search.Stretch]
    text: Sequence[search.Stretch]
    where: str
    act: str
    others: int
    url: str


@public
@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """What was found in the standards in force, best first; of one instansi and the nation, or of all."""
    sought = " ".join(request.GET.get("q", "")[:LONGEST].split())

    def context() -> Mapping[str, Any]:
        books = on_shelf(today())
        places = {book.place: book.instansi for book in books}
        place = request.GET.get("instansi", "")
        place = place if place in places else ""
        within = [book.version.pk for book in books if not place or book.place in (place, NATION)]
        found = search.find(within, sought)
        at = Paginator(found.passages, AT_ONCE).get_page(request.GET.get("halaman"))
        rows = search.load(list(at.object_list))
        return {
            "sought": sought,
            "place": place,
            "places_of": [(code, instansi.name if instansi else "") for code, instansi in places.items()],
            "found": found,
            "page": at,
            "results": [_result(row, found.stems) for row in rows],
            "waiting": search.waiting(within),
        }

    return page(request, "standards/read/search.html", context, also=search.newest)


def hits(asker: Asker, text: str, limit: int) -> list[Hit]:
    """For the common search: the same, in the standards that hold for the asker's instansi."""
    if asker.instansi is None:
        return []
    versions = list(Version.objects.used_by(asker.instansi).on(today()).values_list("pk", flat=True))
    found = search.find(versions, text)
    return [
        Hit(_title(row), f"{row.text[:IN_LINE]} · {row.version.act}", _address(row))
        for row in search.load(found.passages[:limit])
        if found.whole
    ]


def _result(row: Passage, stems: frozenset[str]) -> Result:
    return Result(
        kind=_kind(row),
        title=search.marked(_title(row), stems),
        text=search.marked(row.text, stems),
        where=row.place,
        act=str(row.version.act),
        others=row.others,
        url=_address(row),
    )


def _title(row: Passage) -> str:
    if row.kind == Passage.Kind.REQUIREMENT:
        return say(row_name(row.code))
    if row.kind in (Passage.Kind.INDICATOR, Passage.Kind.LEVEL):
        return f"{row.title} · {row.number.replace('/', ' · ')}"
    return row.title


def _kind(row: Passage) -> str:
    return {
        Passage.Kind.ARTICLE: gettext("Pasal"),
        Passage.Kind.STANDARD: gettext("Standar"),
        Passage.Kind.COMPETENCY: gettext("Kompetensi"),
        Passage.Kind.INDICATOR: gettext("Indikator"),
        Passage.Kind.REQUIREMENT: gettext("Persyaratan"),
        Passage.Kind.DICTIONARY: gettext("Kamus kompetensi"),
        Passage.Kind.LEVEL: gettext("Level dalam kamus"),
    }[Passage.Kind(row.kind)]


def _address(row: Passage) -> str:
    if row.kind == Passage.Kind.ARTICLE:
        return article_address(row.version, row.number)
    if row.kind == Passage.Kind.REQUIREMENT:
        return f"{address(row.version, row.part)}#{row.code}"
    if row.part.startswith(ENTRY):
        return entry_address(row.version, row.part, *filter(None, row.number.split("/", 1)))
    return address(row.version, row.part, row.code, row.number)
