"""Prints the cases as a page that people can read: `python -m tests.spec.document` writes docs/reference/spec.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.spec.annex import AnnexRow, competency_rows, requirement_rows
from tests.spec.cases import Case, raw, sections

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "spec.md"
HEAD = """# Spesifikasi dalam kasus

<!-- Dibuat oleh `python -m tests.spec.document` dari tests/spec/*.yaml. Jangan disunting di sini. -->

Halaman ini dicetak dari kasus uji: setiap kalimat di bawah ini dijalankan terhadap program pada setiap perubahan.
Semua orang, jabatan, dan dokumen di dalamnya rekaan. Kosakatanya dijelaskan di `tests/spec/README.md`.

*This page is printed from test cases. Every case below is run against the engine on every change; all people,
positions and documents in it are synthetic.*

Bila tidak disebut lain, hari yang ditanyakan adalah **{day}**, peraturannya Perwali Dumai 6/2023, dan kebijakannya
*pengangkatan*. Sari (kelas 5), Budi (kelas 6), dan Ratna (kelas 7) memenuhi setiap baris standar kelasnya; sebuah
kasus hanya menyebut yang berbeda.
"""


def page() -> str:
    """The whole page."""
    lines = [HEAD.format(day=_written(raw("pemeran.yaml")["hari rujukan"]))]
    for section in sections():
        lines += [f"\n## {section.number} {section.title}\n"]
        lines += [f"- **{name}** — {text}" for name, text in section.sentences.items()]
        for case in section.cases:
            lines += _case(case)
    lines += ["\n## Lampiran, baris demi baris\n", *_annex()]
    return "\n".join(lines) + "\n"


def _case(case: Case) -> Iterator[str]:
    yield f"\n### {case.title}\n"
    yield f"*§{case.section}: {', '.join(case.sentences)}*\n"
    yield from _part("Bila", case.facts)
    for number, (difference, expected) in enumerate(case.checks, 1):
        mark = f" ({number})" if len(case.checks) > 1 else ""
        yield from _part(f"Diperiksa{mark}", difference)
        yield from _part(f"Maka{mark}", expected)


def _part(title: str, content: Mapping[str, Any]) -> Iterator[str]:
    if content:
        yield f"**{title}**\n"
        yield from _bullets(content, "")
        yield ""


def _bullets(content: Any, indent: str) -> Iterator[str]:
    """Nested lists; what fits on one line stays on it."""
    if isinstance(content, Mapping):
        for name, value in content.items():
            if _plain(value):
                yield f"{indent}- {name}: {_written(value)}"
            else:
                yield f"{indent}- {name}:"
                yield from _bullets(value, indent + "  ")
    else:
        for value in content:
            if _plain(value):
                yield f"{indent}- {_written(value)}"
            elif isinstance(value, Mapping) and all(map(_plain, value.values())):
                yield f"{indent}- " + "; ".join(f"{name}: {_written(item)}" for name, item in value.items())
            else:
                yield f"{indent}-"
                yield from _bullets(value, indent + "  ")


def _plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(not isinstance(item, list | Mapping) for item in value)
    return not isinstance(value, Mapping)


def _written(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_written, value)) or "tidak ada"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    if value is None:
        return "kosong"
    return str(value) or "kosong"


def _annex() -> Iterator[str]:
    yield "Setiap kompetensi diuji dalam situasi ini, sedangkan semua baris lain dipenuhi:\n"
    yield from ("| bukti | hasil |", "|---|---|")
    for situation in raw("lampiran.yaml")["kompetensi"]["situasi"]:
        given = situation["bukti"]
        written = given if isinstance(given, str) else "; ".join(_one_line(item) for item in given)
        least = situation.get("paling sedikit indikator")
        note = f" (rubrik dengan {least} indikator atau lebih)" if least else ""
        yield f"| {written}{note} | {situation['maka']} |"
    for standard, rows in groupby(competency_rows(), key=lambda row: row.standard):
        yield f"\n### Standar kompetensi {standard}\n"
        yield from ("| no. | kompetensi | jenis | indikator | situasi diuji |", "|---|---|---|---|---|")
        for row in rows:
            printed = row.printed
            yield (
                f"| {printed['nomor']} | {row.name} | {printed['jenis']} | {printed['indikator']} "
                f"| {len(row.situations)} |"
            )
    for standard, rows in groupby(requirement_rows(), key=lambda row: row.standard):
        yield f"\n### Persyaratan {standard}\n"
        yield from ("| baris | tertulis | tanda | bila | maka |", "|---|---|---|---|---|")
        for row in rows:
            yield from _requirement(row)


def _requirement(row: AnnexRow) -> Iterator[str]:
    for facts, expected in row.situations:
        person = {name: value for name, value in facts["pegawai"].items() if name != "dasar"}
        position = {name: value for name, value in facts["jabatan"].items() if name != "seperti"}
        given = _one_line({**person, **position}) or "semua dipenuhi"
        yield f"| {row.name} | {row.printed['tertulis']} | {row.printed['tanda']} | {given} | {expected} |"


def _one_line(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_one_line(item)}" for name, item in value.items())
    if isinstance(value, list):
        return "; ".join(map(_one_line, value))
    return _written(value)


if __name__ == "__main__":
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), "utf-8")
