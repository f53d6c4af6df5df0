"""What a value says, in sentences people read: for the pages, and to compare versions line by line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from selaras.core.model import Employment, Importance, Kind, RowKey
from selaras.core.policy import Variant
from selaras.law.lists import ranks, sources
from selaras.law.words import words
from selaras.web.policies.bands import rows_of, short
from selaras.web.policies.items import FRAME, GROUPS, ROWS, Item
from selaras.web.policies.subjects import Subject
from selaras.web.ui.templatetags.ui import language, number, say

Lines = list[tuple[str, str]]


def told(subject: str, content: Mapping[str, Any], item: Item) -> Lines:
    """A value as pairs of what and how much; the first may be empty."""
    try:
        if item.section == ROWS:
            return [(_("Tidak berlaku bagi"), _who(item))]
        if item.section == GROUPS:
            return [("", str(name)) for name in item.value]
        if item.section == FRAME:
            return _ENTRIES[subject](content)
        return _VALUES[item.key](item.value)
    except (
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
    ):  # a document brought from elsewhere; its check says why
        return [("", str(item.value))]


def _who(item: Item) -> str:
    listed = item.key.rpartition("@")[2].split("-")
    return ", ".join(each.upper() for each in map(str, Employment) if each in listed)


def _word(section: str, code: str) -> str:
    return say(words().get(section, code))


def _effects(value: Any) -> Lines:
    rows = [(_("Setiap kompetensi"), value["competency"])]
    rows += [
        (
            _("Persyaratan bertanda “%(mark)s”") % {"mark": _word("importance", mark)},
            value["importance"][mark],
        )
        for mark in Importance
    ]
    rows += [
        (_("%(row)s tanpa tanda") % {"row": _word("row", row)}, value["unmarked"][row])
        for row in RowKey
        if row is not RowKey.RANK
    ]
    rows += [
        (_("Pangkat di bawah rentang"), value["rank_below"]),
        (_("Pangkat di atas rentang"), value["rank_above"]),
    ]
    return [(label, _word("effect", effect)) for label, effect in rows]


def _sources(value: Any) -> Lines:
    found = []
    for kind in Kind:
        accepted = sorted(value.get(kind, ()), key=lambda each: each["order"])
        text = "; ".join(_source(each) for each in accepted) or _("tidak ada sumber yang diterima")
        found.append((_word("kind", kind), text))
    return found


def _source(accepted: Mapping[str, Any]) -> str:
    name = say(sources().get(accepted["source"])) or accepted["source"]
    text = f"{accepted['order']}. {name}"
    if fewest := accepted.get("min_assessors"):
        text += " " + _("(sedikitnya %(n)s asesor)") % {"n": fewest}
    return text


def _validity(value: Any) -> Lines:
    return [("", _("tidak pernah kedaluwarsa") if value is None else _("%(n)s tahun") % {"n": number(value)})]


def _experience(value: Any) -> Lines:
    return [("", _("tidak ditentukan") if value is None else _("%(n)s bulan") % {"n": number(value)})]


def _threshold(value: Any) -> Lines:
    text = str(value)
    if text in {"1", "1.0"}:
        return [("", _("semua indikator"))]
    return [
        (
            "",
            _("%(share)s dari indikator") % {"share": text.replace(".", ",") if language() == "id" else text},
        )
    ]


def _jpm(value: Any) -> Lines:
    variant = _("level kompetensi") if value["variant"] == Variant.LEVEL else _("indikator perilaku")
    capped = (
        _("paling banyak level yang disyaratkan")
        if value["capped"]
        else _("sebagaimana diukur, kelebihan ikut dihitung")
    )
    return [
        (_("Kelompok kompetensi yang dihitung"), ", ".join(_word("kind", kind) for kind in value["kinds"])),
        (_("Yang dihitung"), variant),
        (_("Batas setiap kompetensi"), capped),
    ]


def _bands(value: Any) -> Lines:
    found = [(_("Nama skala"), str(value["code"]))]
    for row, band in zip(rows_of(value), value["bands"], strict=True):
        start = short(row.start, language())
        if row.below is None:
            text = _("%(start)s persen ke atas") % {"start": start}
        else:
            text = _("%(start)s sampai di bawah %(below)s persen") % {
                "start": start,
                "below": short(row.below, language()),
            }
        found.append((f"{row.code} · {say(band['label'])}", text))
    return found


def _order(value: Any) -> Lines:
    acts = [("", str(act)) for act in value]
    return acts or [("", _("tidak ada; manusia yang memutuskan"))]


def _equivalents(value: Any) -> Lines:
    found = [
        (_("Golongan %(code)s") % {"code": own}, f"{code} {ranks()[code].name}")
        for own, code in value.items()
    ]
    return found or [("", _("tidak ada yang disetarakan"))]


def _plain(value: Any) -> Lines:
    return [("", number(value))]


_VALUES: dict[str, Callable[[Any], Lines]] = {
    "effects": _effects,
    "sources": _sources,
    "validity_years": _validity,
    "indicator_threshold": _threshold,
    "jpm": _jpm,
    "scale_top": _plain,
    "bands": _bands,
    "experience_months": _experience,
    "instrument_order": _order,
    "rank_equivalents": _equivalents,
}


def _rank_entries(content: Mapping[str, Any]) -> Lines:
    return [(row["code"], row["name"]) for rows in content["scales"].values() for row in rows]


def _education_entries(content: Mapping[str, Any]) -> Lines:
    return [
        (f"{row['order']} · {row['code']}", f"{row['name']} ({', '.join(row['names'])})")
        for row in content["levels"]
    ]


def _source_entries(content: Mapping[str, Any]) -> Lines:
    return [(row["code"], say(row)) for row in content["sources"]]


def _performance_entries(content: Mapping[str, Any]) -> Lines:
    predicates = [
        (_("Predikat %(code)s") % {"code": row["code"]}, row["name"]) for row in content["predicates"]
    ]
    return predicates + [(_("Tingkat hukuman disiplin"), say(row)) for row in content["degrees"]]


_ENTRIES: dict[str, Callable[[Mapping[str, Any]], Lines]] = {
    Subject.RANKS: _rank_entries,
    Subject.EDUCATION: _education_entries,
    Subject.SOURCES: _source_entries,
    Subject.PERFORMANCE: _performance_entries,
}
