"""What a row holds, as JSON: made from an entry of a standard, read from what people wrote, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selaras.core.model import Importance, Kind, RowKey
from selaras.files.annex.settings import UNMARKED, is_blank, row_labels
from selaras.law.form.head import InstrumentHead
from selaras.law.form.table import ParsedNothing
from selaras.law.reading.values import NameContradictsCode, parsed_value
from selaras.web.accounts.models import Instansi
from selaras.web.drafts.models import Row

Data = dict[str, Any]
KINDS = {
    Kind.MANAGERIAL: _("Manajerial"),
    Kind.SOCIOCULTURAL: _("Sosial kultural"),
    Kind.TECHNICAL: _("Teknis"),
}
MARKS = {Importance.MUTLAK: _("mutlak"), Importance.PENTING: _("penting"), Importance.PERLU: _("perlu")}
FIRST_INDICATORS = 3  # empty ones of a new competency, as most dictionaries have them
ORDER = list(Kind)


def competency_of(entry: Mapping[str, Any]) -> Data:
    """A competency of a standard (law.form.CompetencyEntry as JSON), verbatim; placeholders become nothing."""
    return {
        "code": "" if _filled(entry["name"]) == "" else entry["code"],
        "kind": str(entry["kind"]),
        "name": _filled(entry["name"]),
        "level": entry["level"],
        "description": _filled(entry["description"]),
        "indicators": [_filled(each["text"]) for each in entry["indicators"]],
        "numbers": [each["number"] for each in entry["indicators"]],
    }


def requirement_of(entry: Mapping[str, Any]) -> Data:
    """A requirement of a standard (law.form.RequirementEntry as JSON)."""
    return {
        "key": str(entry["key"]),
        "value": _filled(entry["value"]),
        "importance": entry["importance"] and str(entry["importance"]),
    }


def head_of(head: InstrumentHead | None, instansi: Instansi, title: str) -> Data:
    """The head of the act: of an amendment from the act it amends, else to be filled in."""
    said = head.model_dump(mode="json") if head else {}
    return {
        "title": title,
        "reason": "",
        "bases": [each["text"] for each in said.get("legal_bases", ())],
        "checked": False,
        "type": said.get("type", ""),
        "issuer": said.get("issuer", ""),
        "region": said.get("region") or instansi.region,
        "province": said.get("province") or "",
        "place": said.get("enacted_at") or "",
    }


def blank_competency(kind: str) -> Data:
    """A competency to be written."""
    said = {"code": "", "kind": kind, "name": "", "level": None, "description": ""}
    return said | {"indicators": [""] * FIRST_INDICATORS}


def blank_requirement(key: str) -> Data:
    """A requirement to be written."""
    return {"key": key, "value": "", "importance": None}


def tidy(written: Data, before: Data) -> Data:
    """What was written, spacing folded; a text that differs by spacing alone stays as it was, being a quotation."""
    found: Data = {}
    for name, value in written.items():
        old = before.get(name)
        if isinstance(value, str):
            found[name] = _same(value, [old] if isinstance(old, str) else [])
        elif isinstance(value, list):
            found[name] = [_same(each, old or []) if isinstance(each, str) else each for each in value]
        else:
            found[name] = value
    kept = {name: value for name, value in before.items() if name not in found}
    data = kept | found
    numbers = data.get("numbers")
    if not numbers or len(numbers) != len(data["indicators"]) or data["level"] != before.get("level"):
        data.pop("numbers", None)
    return data


def label_of(section: str, data: Mapping[str, Any]) -> str:
    """What people call a row."""
    if section == Row.Section.ACT:
        return str(_("Naskah peraturan"))
    if section == Row.Section.REQUIREMENT:
        return " – ".join(filter(None, row_labels(RowKey(data["key"]))))
    return str(data["name"] or _("Kompetensi tanpa nama"))


def missing(section: str, data: Mapping[str, Any]) -> Sequence[Promise]:
    """What a row still needs before it can be submitted, in words; nothing: it is whole."""
    if section == Row.Section.COMPETENCY:
        return _missing_of_competency(data)
    if section == Row.Section.REQUIREMENT:
        return _missing_of_requirement(data)
    named = (("title", _("judul")), ("type", _("jenis peraturan")), ("issuer", _("yang menetapkan")))
    found = [words for name, words in (*named, ("reason", _("alasan pada Menimbang"))) if not data.get(name)]
    if not [each for each in data["bases"] if each]:
        found.append(_("dasar hukum pada Mengingat"))
    elif not data.get("checked"):
        found.append(_("pernyataan bahwa dasar hukum masih berlaku"))
    return found


def mark_needed(key: str, value: str) -> bool:
    """Whether a requirement carries a mark of importance: neither kinds that never do, nor one that asks nothing."""
    if RowKey(key) in UNMARKED:
        return False
    try:
        return not isinstance(parsed_value(RowKey(key), value), ParsedNothing)
    except NameContradictsCode:
        return True


def _missing_of_competency(data: Mapping[str, Any]) -> Sequence[Promise]:
    found = [] if data["name"] else [_("nama")]
    if data["level"] is None:
        found.append(_("level"))
    if not data["description"]:
        found.append(_("deskripsi"))
    texts: Sequence[str] = data["indicators"]
    if not texts or not all(texts):
        found.append(_("teks indikator") if texts else _("indikator"))
    return found


def _missing_of_requirement(data: Mapping[str, Any]) -> Sequence[Promise]:
    if not data["value"]:
        return [_("uraian")]
    if not data["importance"] and mark_needed(data["key"], data["value"]):
        return [_("tingkat penting")]
    return []


def _same(text: str, before: Sequence[Any]) -> str:
    folded = " ".join(text.replace("\x00", "").split())
    return next(
        (each for each in before if isinstance(each, str) and " ".join(each.split()) == folded), folded
    )


def _filled(text: str) -> str:
    return "" if is_blank(text) else text
