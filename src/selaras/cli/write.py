"""`selaras standard write`: the annex in its legal layout, read back before it is called done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from selaras.cli.console import err, out, say
from selaras.cli.outputs import guard_output
from selaras.errors import Text
from selaras.files.annex.open import form_of
from selaras.files.annex.write import write_annex
from selaras.law.form import Form

FINDINGS = 1
PARTS = ("job_classes", "position_standards", "dictionary")


@click.command(
    help=say(
        Text(
            "Menulis lampiran standar FILE (berkas, atau id bawaan) dalam tata letak resminya: .docx, .pdf, .xlsx, "
            ".md, atau .json (seluruh data). Hasilnya langsung dibaca kembali dan dibandingkan. Kode keluar: "
            "0 ditulis dan terbaca sama, 1 ditulis tetapi ada yang tidak dapat dipastikan atau terbaca lain, "
            "2 salah perintah, 3 ditolak.",
            "Write the annex of the standard FILE (a file or an embedded id) in its legal layout: .docx, .pdf, .xlsx, "
            ".md, or .json (all data). The result is read back and compared at once. Exit codes: 0 written and read "
            "back the same, 1 written but something is uncertain or reads differently, 2 usage, 3 refused.",
        )
    )
)
@click.argument("file")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help=say(
        Text("Berkas hasil; akhirannya menentukan format.", "Result file; its suffix names the format.")
    ),
)
@click.option(
    "--check/--no-check",
    default=True,
    help=say(Text("Baca kembali hasilnya dan bandingkan.", "Read the result back and compare.")),
)
def write(file: str, output: Path, check: bool) -> int:
    """Exit code 0, or 1 when the source has uncertain places or the result does not read back the same."""
    form = form_of(file)
    guard_output(output, file)
    write_annex(output, form)
    out.print(say(Text(f"Lampiran ditulis: {output}", f"Annex written: {output}")), markup=False)
    doubtful = sum(each.code != "in_force" for each in form.uncertain)
    if doubtful:
        sentence = Text(
            f"{doubtful} bagian sumber belum pasti; periksa dengan `selaras standard read`.",
            f"{doubtful} places of the source are uncertain; check them with `selaras standard read`.",
        )
        err.print(say(sentence), style="yellow", markup=False)
    if not check:
        return FINDINGS if doubtful else 0
    differing = first_difference(form, form_of(output))
    if differing is None:
        out.print(say(Text("Dibaca kembali: sama.", "Read back: the same.")), style="green")
        return FINDINGS if doubtful else 0
    path, before, after = differing
    sentence = Text(
        f"Dibaca kembali: berbeda pada {path}.\n  sumber: {before}\n  hasil : {after}",
        f"Read back: differs at {path}.\n  source: {before}\n  result: {after}",
    )
    err.print(say(sentence), style="bold yellow", markup=False)
    return FINDINGS


def first_difference(before: Form, after: Form) -> tuple[str, Any, Any] | None:
    """Where two annexes first differ, places in the source aside; None when they are the same."""
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    for part in PARTS:
        if found := _difference(old[part], new[part], f"$.{part}"):
            return found
    return None


def _difference(before: Any, after: Any, path: str) -> tuple[str, Any, Any] | None:
    if isinstance(before, dict) and isinstance(after, dict):
        keys = (key for key in before if key not in ("source", "citation"))
        steps = ((before.get(key), after.get(key), f"{path}.{key}") for key in keys)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        steps = (
            (one, other, f"{path}[{at}]") for at, (one, other) in enumerate(zip(before, after, strict=True))
        )
    else:
        return None if before == after else (path, before, after)
    return next((found for one, other, where in steps if (found := _difference(one, other, where))), None)
