"""The words of the cases (Bahasa Indonesia) and the codes of the engine that they stand for.

Outcomes, statuses, row labels, effects, kinds and sources are taken from the product's own texts: a case says
what a page says. Reasons and remedies get short names here, because the product writes them as sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from selaras.core.model import Employment, Kind, PositionType, RowKey
from selaras.core.policy import Effect, Purpose, Variant
from selaras.core.remedy import Remedy
from selaras.core.verdict import Outcome, Reason, Status
from selaras.law.words import words

E = TypeVar("E", bound=StrEnum)


class CaseError(AssertionError):
    """A case that cannot be read: an unknown word, a misspelt field, nothing asserted."""


def _labels(section: str, codes: type[E]) -> dict[str, E]:
    return {words().get(section, code).id: code for code in codes}


OUTCOMES = _labels("outcome", Outcome)
STATUSES = _labels("status", Status)
EFFECTS = _labels("effect", Effect)
KINDS = _labels("kind", Kind)
POSITION_TYPES = _labels("position_type", PositionType)
ROWS = _labels("row", RowKey)
SOURCES = {text.id: code for code, text in words().sources.items()}
EMPLOYMENTS = {"PNS": Employment.PNS, "CPNS": Employment.CPNS, "PPPK": Employment.PPPK}
PURPOSES = {
    "pengangkatan": Purpose.APPOINTMENT,
    "promosi dan mutasi": Purpose.MOVEMENT,
    "pemetaan": Purpose.MAPPING,
    "pengadaan": Purpose.RECRUITMENT,
    "pengembangan": Purpose.DEVELOPMENT,
}
VARIANTS = {"level": Variant.LEVEL, "indikator": Variant.INDICATOR}
YES_NO = {"ya": True, "tidak": False}

REASONS = {
    "level tercapai": Reason.LEVEL_REACHED,
    "indikator tercapai": Reason.INDICATORS_REACHED,
    "jenjang tercapai": Reason.EDUCATION_REACHED,
    "bidang ilmu tercantum": Reason.FIELD_LISTED,
    "pelatihan selesai": Reason.TRAINING_TAKEN,
    "pengalaman cukup": Reason.EXPERIENCE_REACHED,
    "di dalam rentang pangkat": Reason.RANK_INSIDE,
    "ditetapkan memenuhi": Reason.DETERMINED_MET,
    "level di bawah": Reason.LEVEL_BELOW,
    "indikator kurang": Reason.INDICATORS_BELOW,
    "jenjang di bawah": Reason.EDUCATION_BELOW,
    "bidang ilmu tidak tercantum": Reason.FIELD_NOT_LISTED,
    "pelatihan belum lulus": Reason.TRAINING_NOT_PASSED,
    "pengalaman kurang": Reason.EXPERIENCE_SHORT,
    "di bawah rentang pangkat": Reason.RANK_BELOW,
    "di atas rentang pangkat": Reason.RANK_ABOVE,
    "ditetapkan tidak memenuhi": Reason.DETERMINED_NOT_MET,
    "belum ada bukti": Reason.NO_EVIDENCE,
    "bukti kedaluwarsa": Reason.EXPIRED,
    "sumber tidak diterima": Reason.SOURCE_NOT_ACCEPTED,
    "diukur dengan rubrik lain": Reason.OTHER_RUBRIC,
    "bukti bertentangan": Reason.CONFLICTING,
    "memerlukan penetapan": Reason.NEEDS_DETERMINATION,
    "belum diketahui pada hari itu": Reason.UNKNOWN_ON_DAY,
    "belum ada standar yang berlaku": Reason.NO_STANDARD_IN_FORCE,
    "lebih dari satu standar berlaku": Reason.SEVERAL_STANDARDS,
    "kelas jabatan belum dicatat": Reason.CLASS_NOT_RECORDED,
    "tercetak tanda hubung": Reason.PRINTED_DASH,
    "tidak berlaku menurut kebijakan": Reason.NOT_APPLICABLE,
    "informasi": Reason.INFORMATION,
    "bukan jabatan pelaksana": Reason.NOT_COVERED,
    "ada sumber yang diutamakan": Reason.LOWER_SOURCE,
    "ada hasil yang lebih baru": Reason.OLDER,
    "hasilnya sama": Reason.SAME_RESULT,
}
REMEDIES = {
    "catat bukti": Remedy.RECORD,
    "catat riwayat": Remedy.RECORD_HISTORY,
    "nilai": Remedy.ASSESS,
    "nilai ulang": Remedy.RENEW,
    "nilai dengan rubrik standar": Remedy.REASSESS_RUBRIC,
    "selesaikan pertentangan": Remedy.RESOLVE,
    "minta penetapan": Remedy.DETERMINE,
    "minta konfirmasi": Remedy.CONFIRM,
    "kembangkan": Remedy.TRAIN,
    "ikuti pelatihan": Remedy.TAKE_TRAINING,
    "tempuh pendidikan": Remedy.STUDY,
    "lengkapi pengalaman": Remedy.GAIN_EXPERIENCE,
    "tunggu kenaikan pangkat": Remedy.PROMOTE,
    "usulkan perubahan peraturan": Remedy.AMEND,
    "usulkan peraturan": Remedy.AMEND_NONE,
    "usulkan perubahan rentang": Remedy.AMEND_RANGE,
    "tetapkan urutan instrumen": Remedy.ORDER,
    "catat kelas jabatan": Remedy.MAP,
    "catat jabatan": Remedy.RECORD_POSITION,
}


def code(word: object, table: Mapping[str, Any], where: str) -> Any:
    """The engine's code of a word; an unknown word is an error that names the known ones."""
    if word not in table:
        raise CaseError(f"{where}: “{word}” is none of: {', '.join(table)}")
    return table[str(word)]


def word_of(wanted: object, table: Mapping[str, object]) -> str:
    """The word of a code."""
    return next(word for word, value in table.items() if value is wanted)


class Fields:
    """A mapping of a case that must be read completely: what nobody asked for is a misspelling."""

    def __init__(self, raw: object, where: str) -> None:
        if not isinstance(raw, Mapping):
            raise CaseError(f"{where}: expected fields, found {raw!r}")
        self._left = dict(raw)
        self.where = where

    def take(self, name: str, default: Any = None) -> Any:
        """The value of a field, which counts as read from now on."""
        return self._left.pop(name, default)

    def need(self, name: str) -> Any:
        """The value of a field that must be there."""
        if name not in self._left:
            raise CaseError(f"{self.where}: “{name}” is missing")
        return self._left.pop(name)

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def done(self) -> None:
        """Refuse what was not read."""
        if self._left:
            raise CaseError(f"{self.where}: unknown field {', '.join(map(repr, self._left))}")
