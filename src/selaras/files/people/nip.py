"""What an NIP says about itself, and whether its parts can be true together.

PNS: birth yyyymmdd, appointment yyyymm, sex, serial. PPPK: birth, year, number of contracts, sex, serial.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selaras.core.model import Employment
from selaras.errors import Text
from selaras.files.cells import Wrong

YOUNGEST = (
    15  # years; no civil service has ever appointed a child, so a lower age is a slip of typing, not of law
)
OLDEST = 80  # years; likewise the other way round

_ANY = Text("PNS maupun PPPK", "PNS or PPPK")


@dataclass(frozen=True, slots=True)
class NipParts:
    """The parts of a number whose shape holds. `month` is None where it counts contracts (PPPK)."""

    birth: date
    year: int
    month: int | None
    sex: str


def nip_parts(nip: str, employment: Employment | None) -> NipParts:
    """Take 18 digits apart. Raises Wrong when the parts are impossible or contradict each other."""
    try:
        birth = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError as error:
        raise Wrong("nip_birth") from error
    year, month = int(nip[8:12]), int(nip[12:14])
    age = year - birth.year
    if not YOUNGEST <= age <= OLDEST:
        raise Wrong("nip_age", age=age)
    is_month = 1 <= month <= 12
    if employment is not Employment.PPPK and employment is not None and not is_month:
        raise Wrong("nip_appointment", employment=employment.value.upper())
    if month == 0:
        raise Wrong("nip_appointment", employment=_ANY if employment is None else employment.value.upper())
    if nip[14] not in "12":
        raise Wrong("nip_sex")
    pppk = employment is Employment.PPPK or (employment is None and not is_month)
    return NipParts(birth, year, None if pppk else month, "male" if nip[14] == "1" else "female")
