"""Activation slips as PDF: eight on a page, each unit on pages of its own, to be cut and handed out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.resources import files
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import typst

from selaras.clock import WESTERN_INDONESIA
from selaras.errors import DataRefused, Text
from selaras.web.accounts.actions.codes import Slip

# What stands on paper is in Bahasa Indonesia, whoever prints it.
WORDS = {
    "code": "Kode aktivasi",
    "open": "Buka",
    "type": "Masukkan NIP dan kode aktivasi di atas.",
    "choose": "Buat kata sandi Anda sendiri, lalu masuk.",
    "until": "Berlaku sekali, sampai",
    "secret": "Jangan berikan kepada siapa pun.",
    "slips": "slip",
}
MAKER = "Selaras"
GROUPS = (0, 8, 14, 15, 18)  # a NIP's: born, appointed, sex, serial


def write_slips(path: Path, slips: Iterable[Slip], *, instansi: str, address: str) -> int:
    """Write slips to `path`; returns how many. `address`: where a code is typed in.

    Raises DataRefused when a name holds a character that no font at hand shows.
    """
    content, count = _set(slips, instansi, address)
    path.write_bytes(content)
    return count


def slips_as_pdf(slips: Iterable[Slip], *, instansi: str, address: str) -> bytes:
    """The same, in memory: for one unit."""
    return _set(slips, instansi, address)[0]


def _set(slips: Iterable[Slip], instansi: str, address: str) -> tuple[bytes, int]:
    ordered = sorted(slips, key=lambda slip: (slip.unit_name, slip.name, slip.nip))
    units = [
        {"name": name, "slips": [_said(slip) for slip in group]}
        for name, group in groupby(ordered, key=lambda slip: slip.unit_name)
    ]
    data = {
        "title": f"Slip aktivasi {instansi}",
        "maker": MAKER,
        "instansi": instansi,
        "address": address,
        "words": WORDS,
        "units": units,
    }
    source = files("selaras.web.accounts").joinpath("data", "slips.typ").read_bytes()
    try:
        compiler: Any = typst  # its stubs do not list all standards it knows
        made: bytes = compiler.compile(source, sys_inputs={"data": json.dumps(data)}, pdf_standards="ua-1")
    except typst.TypstError as error:
        raise DataRefused(
            Text("Slip tidak dapat dicetak.", "The slips could not be printed."),
            Text(
                "Periksa apakah ada nama dengan karakter yang tidak biasa.",
                "Check whether a name holds an unusual character.",
            ),
        ) from error
    return made, len(ordered)


def _said(slip: Slip) -> dict[str, str]:
    return {
        "name": slip.name,
        "nip": grouped(slip.nip),
        "unit": slip.unit_name,
        "code": slip.code,
        "until": slip.until.astimezone(WESTERN_INDONESIA).strftime("%d-%m-%Y"),
    }


def grouped(nip: str) -> str:
    """A NIP in its groups, as people read it; a name of one's own as it is."""
    if len(nip) != GROUPS[-1] or not nip.isdecimal():
        return nip
    return " ".join(nip[start:end] for start, end in pairwise(GROUPS))
