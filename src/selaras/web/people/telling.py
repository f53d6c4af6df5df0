"""Entries in the words of an office: a rank as “Pengatur Muda Tk. I (II/b)”, a result with its competency and source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from selaras.errors import Language
from selaras.law.lists import education_levels, ranks, sanction_degrees, sources
from selaras.web.people.models import Kind


@dataclass(frozen=True, slots=True)
class Told:
    """An entry in two lines."""

    title: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.title} · {self.detail}" if self.detail else self.title


def tell(kind: str, data: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    """What an entry says. `names`: what codes of competencies and positions are called (`people.names`)."""
    return _TELL[Kind(kind)](data, names)


def language() -> Language:
    """The language of the page."""
    return "en" if (get_language() or "").startswith("en") else "id"


def rank_name(code: str) -> str:
    """The rank as people write it; a code that no list has stays what it is."""
    rank = ranks().get(code)
    return rank.label if rank else code


def education_name(code: str) -> str:
    """The ladder's name of a level."""
    level = education_levels().get(code)
    return level.name if level else code


def source_name(code: str) -> str:
    """Where a result comes from."""
    found = sources().get(code)
    return found[language()] if found else code


def _day(text: str | None) -> str:
    return date.fromisoformat(text).strftime("%d-%m-%Y") if text else ""


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _employment(data: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    return Told(data["type"].upper())


def _education(data: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    return Told(education_name(data["level"]), data["field"] or _("bidang ilmu belum dicatat"))


def _rank(data: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    return Told(rank_name(data["rank"]))


def _position(data: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    return Told(names.get(data["code"], data["code"]))


def _training(data: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    kinds = {"managerial": _("Manajerial"), "technical": _("Teknis"), "functional": _("Fungsional")}
    hours = _("%(hours)s JP") % {"hours": data["hours"]} if data.get("hours") else ""
    return Told(data["name"], _join(kinds[data["kind"]], hours, "" if data["passed"] else _("tidak lulus")))


def _competency(data: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    code, _at, rest = data["rubric"].partition("@")
    level = rest.partition(":")[0]
    results = data["indicators"]
    if results is None:
        result = _("tingkat %(level)s") % {"level": data["level"]}
    else:
        result = _("%(met)s dari %(rated)s indikator terpenuhi") % {
            "met": sum(results.values()),
            "rated": len(results),
        }
    until = _("berlaku sampai %(day)s") % {"day": _day(data["valid_until"])} if data["valid_until"] else ""
    asked = _("rubrik tingkat %(level)s") % {"level": level}
    return Told(f"{names.get(code, code)}: {result}", _join(source_name(data["source"]), asked, until))


def _determination(data: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    finding = _("memenuhi") if data["finding"] else _("tidak memenuhi")
    row = names.get(data["row"], data["row"])
    place = names.get(data["position"], data["position"]) or _("semua jabatan")
    confirmed = (
        _("dikonfirmasi %(who)s") % {"who": data["confirmed_by"]}
        if data["confirmed_by"]
        else _("belum dikonfirmasi orang kedua")
    )
    revoked = _("dicabut %(day)s") % {"day": _day(data["revoked_on"])} if data["revoked_on"] else ""
    return Told(f"{row}: {finding}", _join(place, data["reason"], confirmed, revoked))


def _profile(data: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    entered = data.get("entered_on")
    return Told(data["name"], _("mulai bertugas %(day)s") % {"day": _day(entered)} if entered else "")


def _performance(data: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    return Told(data["predicate"], str(data["year"]))


def _discipline(data: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    degree = sanction_degrees()[data["degree"]][language()]
    until = _("sampai %(day)s") % {"day": _day(data["until"])} if data["until"] else ""
    return Told(data["sanction"], _join(_("hukuman %(degree)s") % {"degree": degree}, until))


_TELL: dict[Kind, Callable[[Mapping[str, Any], Mapping[str, str]], Told]] = {
    Kind.EMPLOYMENT: _employment,
    Kind.EDUCATION: _education,
    Kind.RANK: _rank,
    Kind.POSITION: _position,
    Kind.TRAINING: _training,
    Kind.COMPETENCY: _competency,
    Kind.DETERMINATION: _determination,
    Kind.PROFILE: _profile,
    Kind.PERFORMANCE: _performance,
    Kind.DISCIPLINE: _discipline,
}


def tell_written(after: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the audit log holds of recorded entries, in the words of the record page."""
    return [_written(each) for each in after.get("entries", ())]


def _written(each: Mapping[str, Any]) -> tuple[str, str]:
    number = _("catatan %(id)s") % {"id": each.get("id")}
    if "data" not in each:
        return _("Data terbatas"), number
    told = str(tell(each["kind"], each["data"], {}))
    since = _("sejak %(since)s") % {"since": _day(each["since"])}
    replaced = _("menggantikan catatan %(id)s") % {"id": each["corrects"]} if each.get("corrects") else ""
    withdrawn = _("ditarik") if each.get("withdrawn") else ""
    return str(Kind(each["kind"]).label), _join(told, since, number, replaced, withdrawn)
