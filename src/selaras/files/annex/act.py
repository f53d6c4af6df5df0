"""What the first sheet of a workbook says of the act itself: written by `act_rows`, read by `with_act`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from selaras.errors import Place
from selaras.files.annex.blocks import act_name
from selaras.files.annex.read_tables import filled
from selaras.files.annex.settings import PLACEHOLDER, is_blank
from selaras.law.document import Line
from selaras.law.form import Form
from selaras.law.form.head import InstrumentHead, JobFamily, Signature
from selaras.law.form.piece import Source, Uncertain
from selaras.law.reading.head import head_of, identity
from selaras.law.reading.words import title_case

FIELDS = {
    "id": "Id",
    "type": "Jenis peraturan",
    "short": "Sebutan singkat",
    "issuer": "Ditetapkan oleh",
    "region": "Daerah",
    "province": "Provinsi",
    "number": "Nomor",
    "year": "Tahun",
    "title": "Tentang",
    "in_force_from": "Mulai berlaku (tanggal-bulan-tahun)",
}
OFFICE, NAME = "Penandatangan lampiran", "Nama penandatangan"
WITHOUT = "Kelas jabatan tanpa standar"

_FAMILIES = re.compile(r"^Kelompok jabatan kelas (\d+)(?: \((.*)\))?$")
_DRAFT = "rancangan"


def act_rows(form: Form) -> Iterator[tuple[str, str]]:
    """Label and value of every row, families one row a class, one name a line."""
    draft = is_blank(form.instrument.number)
    for field, label in FIELDS.items():
        value = getattr(form.instrument, field)
        text = value.strftime("%d-%m-%Y") if isinstance(value, date) else str(value or "")
        if field == "id" and draft:
            text = ""  # a draft gets its id from the number and year it is given
        yield label, text or (f"{PLACEHOLDER} {label.casefold()}]" if field in _NEEDED else "")
    for family in form.job_families:
        place = f" ({family.citation})" if family.citation else ""
        yield f"Kelompok jabatan kelas {family.job_class}{place}", "\n".join(family.names)
    if form.classes_without_standard:
        yield WITHOUT, ", ".join(map(str, form.classes_without_standard))
    signature = next((each for each in form.instrument.signatures if each.act == "annex"), None)
    if signature:
        yield OFFICE, signature.office
        yield NAME, signature.name


def with_act(form: Form, rows: Mapping[str, tuple[str, int]]) -> Form:
    """A form read from the tables of a workbook, completed by its first sheet.

    `rows`: label → value and row number. Every blank that law needs is named as uncertain and blocks evaluation.
    """
    values = {field: filled(rows.get(label, ("", 0))[0]) for field, label in FIELDS.items()}
    doubts = [
        _blank(label, rows) for field, label in FIELDS.items() if not values[field] and field in _NEEDED
    ]
    day = _day(values["in_force_from"])
    year = int(values["year"]) if re.fullmatch(r"\d{4}", values["year"]) else 0
    if values["in_force_from"] and day is None:
        doubts.append(_blank(FIELDS["in_force_from"], rows))
    head = InstrumentHead(
        id=values["id"] or _DRAFT,
        type=values["type"],
        short=values["short"],
        issuer=values["issuer"] or values["type"],
        region=values["region"] or None,
        province=values["province"] or None,
        number=values["number"],
        year=year,
        title=values["title"],
        in_force_from=day,
        signatures=_signature(rows),
    )
    if not values["id"] and head.number and year and head.type and head.title:
        id_, short = _identity(head)
        head = head.model_copy(update={"id": id_, "short": head.short or short})
    listed = re.findall(r"\d+", rows.get(WITHOUT, ("", 0))[0])
    return form.model_copy(
        update={
            "instrument": head,
            "job_families": tuple(_families(rows)),
            "classes_without_standard": tuple(int(number) for number in listed),
            "uncertain": (*doubts, *(each for each in form.uncertain if each.code != "in_force")),
        }
    )


_NEEDED = ("type", "number", "year", "title", "in_force_from")


def _identity(head: InstrumentHead) -> tuple[str, str]:
    """Id and short citation as the general reader makes them of a title block."""
    lines = (act_name(head), f"NOMOR {head.number} TAHUN {head.year}", "TENTANG", head.title)
    return identity(head_of([Line(text, Place()) for text in lines], ""), head.year)


def _blank(label: str, rows: Mapping[str, tuple[str, int]]) -> Uncertain:
    row = rows.get(label, ("", 0))[1]
    return Uncertain(
        code="in_force" if label == FIELDS["in_force_from"] else "blank",
        source=Source(line=row or None),
        reason=f"Lembar Peraturan: {label} belum diisi atau tidak terbaca.",
        reason_en=f"Sheet Peraturan: {label} is not filled in or cannot be read.",
        blocking=True,
    )


def _day(text: str) -> date | None:
    for form in ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 — a day has no time zone
        except ValueError:
            continue
    return None


def _families(rows: Mapping[str, tuple[str, int]]) -> Iterator[JobFamily]:
    for label, (value, row) in rows.items():
        match = _FAMILIES.match(label)
        names = tuple(name.strip() for name in value.split("\n") if name.strip())
        if match and names:
            yield JobFamily(
                job_class=int(match[1]), names=names, citation=match[2] or "", source=Source(line=row)
            )


def _signature(rows: Mapping[str, tuple[str, int]]) -> tuple[Signature, ...]:
    office, row = rows.get(OFFICE, ("", 0))
    name = filled(rows.get(NAME, ("", 0))[0])
    return (
        (Signature(act="annex", office=title_case(office), name=name, source=Source(line=row)),)
        if office and name
        else ()
    )
