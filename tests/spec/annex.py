"""The annex of the Dumai regulation row by row (`lampiran.yaml`): each row in every situation it can be in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.spec.cases import raw
from tests.spec.vocabulary import Fields

FILE = "lampiran.yaml"


@dataclass(frozen=True)
class AnnexRow:
    """One printed row and its situations: the facts of each, and the result expected (`status, reason`)."""

    standard: str
    name: str
    printed: Mapping[str, Any]
    situations: tuple[tuple[Mapping[str, Any], str], ...]

    def __str__(self) -> str:
        return f"{self.standard} {self.name}"


def competency_rows() -> tuple[AnnexRow, ...]:
    """The rows of part I of every class."""
    fields = Fields(raw(FILE)["kompetensi"], FILE)
    situations = fields.need("situasi")
    rows = []
    for standard in raw(FILE)["pemegang"]:
        for number, name, kind, size in fields.need(standard):
            printed = {"nomor": str(number), "jenis": kind, "indikator": size}
            apply = tuple(
                _of_competency(standard, name, s)
                for s in situations
                if size >= s.get("paling sedikit indikator", 1)
            )
            rows.append(AnnexRow(standard, name, printed, apply))
    fields.done()
    return tuple(rows)


def requirement_rows() -> tuple[AnnexRow, ...]:
    """The rows of part II of every class."""
    fields = Fields(raw(FILE)["persyaratan"], FILE)
    rows = []
    for standard in raw(FILE)["pemegang"]:
        for name, described in fields.need(standard).items():
            row = Fields(described, f"{FILE}: {standard} {name}")
            printed = {"tertulis": row.need("tertulis"), "tanda": row.need("tanda")}
            situations = tuple(_of_requirement(standard, s) for s in row.need("situasi"))
            row.done()
            rows.append(AnnexRow(standard, name, printed, situations))
    fields.done()
    return tuple(rows)


def _holder(standard: str) -> tuple[str, str]:
    fields = Fields(raw(FILE)["pemegang"][standard], FILE)
    holder = fields.need("pegawai"), fields.need("jabatan")
    fields.done()
    return holder


def _of_competency(standard: str, name: str, situation: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    fields = Fields(situation, FILE)
    evidence, result = fields.need("bukti"), fields.need("maka")
    fields.take("paling sedikit indikator")
    fields.done()
    person, position = _holder(standard)
    changes: dict[str, Any] = {"dasar": person}
    if evidence == "tidak ada":
        changes["bukti dasar"] = "tidak ada"
    else:
        changes["bukti"] = [{"tanggal": DAY, **item, "kompetensi": name} for item in evidence]
    return {"pegawai": changes, "jabatan": position}, result


def _of_requirement(standard: str, situation: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    changes = dict(situation)
    result, at = changes.pop("maka"), changes.pop("jabatan", {})
    person, position = _holder(standard)
    return {"pegawai": {"dasar": person, **changes}, "jabatan": {"seperti": position, **at}}, result


def all_rows() -> Iterator[AnnexRow]:
    """Every row of the annex."""
    yield from competency_rows()
    yield from requirement_rows()


DAY = raw("pemeran.yaml")["pegawai"]["Sari"]["bukti dasar"]["tanggal"]
