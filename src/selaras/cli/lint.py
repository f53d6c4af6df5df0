"""`selaras standard lint`: what a legal drafter would mark in a regulation before it is signed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from selaras.cli.console import err, out, say
from selaras.errors import Place, Text, UsageError
from selaras.files.annex.open import form_of
from selaras.files.documents import document_of
from selaras.law.form.table import DictionaryEntry
from selaras.law.lint import Finding, Weight
from selaras.law.lint import lint as run
from selaras.law.lint.silence import SUFFIX, silenced, silences_beside
from selaras.law.standard import read

FINDINGS = 1
NEVER = "never"
_SHOWN_RELATED = 8  # lines named after "also at"; the JSON has them all
_NAMES = {
    Weight.ERROR: Text("galat", "error"),
    Weight.WARNING: Text("peringatan", "warning"),
    Weight.INFO: Text("catatan", "info"),
}
_COLOURS = {Weight.ERROR: "red", Weight.WARNING: "yellow", Weight.INFO: "cyan"}


@click.command(
    help=say(
        Text(
            "Memeriksa FILE seperti perancang peraturan: tiap temuan dengan tempat, kutipan, dan saran. "
            f"Temuan dapat disampingkan dengan alasan dalam FILE{SUFFIX}. Kode keluar: 0 tidak ada temuan "
            "setingkat --fail-on, 1 ada, 2 salah perintah, 3 berkas ditolak.",
            "Check FILE like a legal drafter: each finding with place, quote and advice. "
            f"A finding can be silenced with a reason in FILE{SUFFIX}. Exit codes: 0 nothing at or above "
            "--fail-on, 1 findings, 2 usage, 3 file refused.",
        )
    )
)
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=say(Text("Bentuk hasil.", "Form of the result.")),
)
@click.option(
    "--fail-on",
    type=click.Choice([Weight.ERROR.value, Weight.WARNING.value, NEVER]),
    default=Weight.ERROR.value,
    show_default=True,
    help=say(
        Text(
            "Temuan paling ringan yang membuat kode keluar 1; temuan heuristik ikut dihitung.",
            "The lightest finding that makes the exit code 1; heuristic findings count.",
        )
    ),
)
@click.option(
    "--dictionary",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say(
        Text(
            "Kamus kompetensi (bentuk JSON) sebagai pembanding.",
            "A competency dictionary (JSON form) to compare with.",
        )
    ),
)
def lint(file: Path, format_: str, fail_on: str, dictionary: Path | None) -> int:
    """Lint one document."""
    document = document_of(file)
    report = run(document, read(document), _entries(dictionary) if dictionary else ())
    findings, quiet = silenced(report.findings, silences_beside(file))
    if format_ == "json":
        found = [finding.as_json() for finding in findings]
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    else:
        _show(findings)
        _summarise(findings, len(quiet))
    for id_ in report.failed:
        failed = Text("Aturan {id} gagal dijalankan; laporkan.", "Rule {id} failed; please report it.")
        err.print(say(failed.format(id=id_)), markup=False)
    limit = None if fail_on == NEVER else Weight(fail_on)
    return FINDINGS if limit and any(finding.severity.at_least(limit) for finding in findings) else 0


def _entries(path: Path) -> Sequence[DictionaryEntry]:
    entries = form_of(path).dictionary
    if not entries:
        raise UsageError(
            Text(
                f"{path.name} tidak memuat kamus kompetensi.", f"{path.name} holds no competency dictionary."
            ),
            Text(
                "Tunjuk dokumen kamus, atau bentuk JSON yang kunci `dictionary`-nya terisi.",
                "Name a document with a dictionary, or a JSON form whose `dictionary` is filled.",
            ),
        )
    return entries


def _show(findings: Sequence[Finding]) -> None:
    """Findings grouped by the line they begin on."""
    for place, group in groupby(findings, key=_line):
        out.print(place, style="bold", markup=False, soft_wrap=True)
        for finding in group:
            _show_one(finding)
        out.print()


def _line(finding: Finding) -> str:
    place = finding.spot.place
    where = Place(file=place.file, sheet=place.sheet, row=place.row, line=place.line)
    return str(where)


def _show_one(finding: Finding) -> None:
    name = say(_NAMES[finding.severity])
    unsure = say(Text(" (heuristik)", " (heuristic)")) if finding.heuristic else ""
    out.print(f"  {name}{unsure}", style=_COLOURS[finding.severity], end=" ", markup=False)
    column = f"{finding.spot.place.character}: " if finding.spot.place.character else ""
    out.print(f"{column}{say(finding.message)} [{finding.rule}]", markup=False, soft_wrap=True)
    out.print(f"    → {say(finding.advice)}", style="dim", markup=False, soft_wrap=True)
    lines = list(dict.fromkeys(spot.place.line for spot in finding.related if spot.place.line))
    if lines:
        more = " …" if len(lines) > _SHOWN_RELATED else ""
        named = ", ".join(str(line) for line in lines[:_SHOWN_RELATED]) + more
        also = Text("Lihat juga baris {lines}", "See also line {lines}").format(lines=named)
        out.print(f"    {say(also)}", style="dim", markup=False, soft_wrap=True)


def _summarise(findings: Sequence[Finding], quiet: int) -> None:
    """How many of each weight, how many are heuristic, how many silenced."""
    if not findings:
        out.print(say(Text("Tidak ada temuan.", "No findings.")), style="green")
    else:
        counts = ", ".join(
            f"{sum(finding.severity is weight for finding in findings)} {say(name)}"
            for weight, name in _NAMES.items()
        )
        unsure = sum(finding.heuristic for finding in findings)
        summary = Text(
            "{all} temuan: {counts}; {unsure} di antaranya heuristik.",
            "{all} findings: {counts}; {unsure} of them heuristic.",
        ).format(all=len(findings), counts=counts, unsure=unsure)
        out.print(say(summary), style="bold", markup=False, soft_wrap=True)
    if quiet:
        out.print(say(Text(f"{quiet} temuan disampingkan.", f"{quiet} findings silenced.")), soft_wrap=True)
