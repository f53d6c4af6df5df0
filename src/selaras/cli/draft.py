"""`selaras standard draft`: workbook and skeleton of an amendment for classes without a standard."""

from __future__ import annotations

from pathlib import Path

import click

from selaras.cli.console import out, say
from selaras.errors import Text
from selaras.files.annex.open import form_of
from selaras.files.draft import draft_of, write_draft


@click.command(
    help=say(
        Text(
            "Menyiapkan rancangan peraturan perubahan bagi kelas jabatan yang belum ada standarnya: buku kerja "
            "lampiran untuk diisi dan kerangka .docx. Kompetensi inti disalin persis; sisanya dikosongkan dan "
            "ditandai, tidak pernah diterka. Setelah diisi, baca dengan `selaras standard read`. Kode keluar: "
            "0 ditulis, 2 salah perintah atau kelas sudah ada standarnya, 3 ditolak.",
            "Prepare a draft amendment for job classes without a standard: a workbook of the annex to fill in and a "
            ".docx skeleton. Core competencies are copied verbatim; the rest is left blank and marked, never guessed. "
            "Once filled in, read it with `selaras standard read`. Exit codes: 0 written, 2 usage or the class has a "
            "standard, 3 refused.",
        )
    )
)
@click.option(
    "--based-on",
    required=True,
    help=say(Text("Id atau berkas peraturan yang diubah.", "Id or file of the act to amend.")),
)
@click.option(
    "--job-class",
    "job_classes",
    type=click.IntRange(1, 17),
    multiple=True,
    required=True,
    help=say(Text("Kelas jabatan; boleh diulang.", "Job class; may be repeated.")),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help=say(Text("Folder hasil.", "Folder for the result.")),
)
def draft(based_on: str, job_classes: tuple[int, ...], output: Path) -> int:
    """Exit code 0."""
    made = draft_of(form_of(based_on), job_classes)
    workbook, skeleton = write_draft(output, made)
    for note in made.notes:
        out.print(say(note), markup=False)
    out.print(
        say(Text(f"Buku kerja untuk diisi: {workbook}", f"Workbook to fill in: {workbook}")), markup=False
    )
    out.print(say(Text(f"Kerangka peraturan: {skeleton}", f"Skeleton of the act: {skeleton}")), markup=False)
    then = Text(
        f"Setelah diisi: selaras standard read {workbook}",
        f"Once filled in: selaras standard read {workbook}",
    )
    out.print(say(then), style="dim", markup=False)
    return 0
