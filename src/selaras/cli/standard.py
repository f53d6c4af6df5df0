"""`selaras standard`: read a regulation, show a standard, list what is embedded, print the schema."""

from __future__ import annotations

import io
import json
from pathlib import Path

import click
from rich.console import Console

from selaras.cli.console import err, language, out, say
from selaras.cli.diff import diff
from selaras.cli.draft import draft
from selaras.cli.lint import lint
from selaras.cli.outputs import guard_output
from selaras.cli.reading import PAGES, REVIEW, read_with
from selaras.cli.standard_view import show_class, show_head, show_position, show_reading, show_uncertain
from selaras.cli.write import write
from selaras.core.words import written
from selaras.errors import Text, UsageError
from selaras.files.annex.open import form_of
from selaras.law import load
from selaras.law.form import Form
from selaras.law.schema import schema_text

FINDINGS = 1


@click.group(
    help=say(
        Text(
            "Membaca dan menampilkan peraturan standar kompetensi jabatan.",
            "Read and show regulations that set competency standards.",
        )
    )
)
def standard() -> None:
    """Group."""


@standard.command(
    help=say(
        Text(
            "Membaca FILE (peraturan .docx, .pdf, .md, .txt; lampiran .xlsx) menjadi data beracuan. "
            "Kode keluar: 0 terbaca seluruhnya, "
            "1 ada bagian yang belum pasti, 2 salah perintah, 3 berkas ditolak.",
            "Read FILE (a regulation as .docx, .pdf, .md, .txt; an annex as .xlsx) into cited data. "
            "Exit codes: 0 read completely, "
            "1 something is uncertain, 2 usage, 3 file refused.",
        )
    )
)
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default=None,
    help=say(
        Text(
            "Bentuk hasil: text (ringkasan) atau json (data lengkap). Bawaan: text, atau json bila OUT berakhiran .json.",
            "Form of the result: text (summary) or json (all data). Default: text, or json when OUT ends in .json.",
        )
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help=say(Text("Simpan hasil ke berkas ini.", "Write the result to this file.")),
)
@click.option("--pages", metavar="A-B", help=say(PAGES))
@click.option("--review", type=click.Path(dir_okay=False, path_type=Path), help=say(REVIEW))
def read(file: Path, format_: str | None, output: Path | None, pages: str | None, review: Path | None) -> int:
    """Read a document; the result to the terminal or a file, what is uncertain always to the eye."""
    for target in (output, review):
        if target is not None:
            guard_output(target, file)
    form = read_with(file, pages, review)
    as_json = format_ == "json" or (
        format_ is None and output is not None and output.suffix.lower() == ".json"
    )
    result = _json(form) if as_json else _summary(form) if output else None
    if output is not None and result is not None:
        _write(output, result)
    elif result is not None:
        click.echo(result, nl=False)
    else:
        show_reading(form, out)
        return FINDINGS if form.uncertain else 0
    show_uncertain(form, err)
    return FINDINGS if form.uncertain else 0


def _json(form: Form) -> str:
    return json.dumps(form.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n"


def _summary(form: Form) -> str:
    page = Console(file=io.StringIO(), highlight=False, width=100)
    with page.capture() as written:
        show_reading(form, page)
    return written.get()


def _write(output: Path, text: str) -> None:
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            Text(f"Berkas {output} tidak dapat ditulis.", f"The file {output} cannot be written."),
            Text(
                "Periksa folder tujuan dan hak menulisnya.", "Check the folder and your right to write there."
            ),
        ) from error
    err.print(say(Text("Disimpan di {file}.", "Written to {file}.").format(file=output)), markup=False)


@standard.command(
    help=say(
        Text(
            "Menampilkan standar ID (id bawaan, atau berkas): kompetensi, indikator, persyaratan, dasar hukum.",
            "Show the standard ID (an embedded id, or a file): competencies, indicators, requirements, citations.",
        )
    )
)
@click.argument("id_", metavar="ID")
@click.option(
    "--class",
    "job_class",
    type=int,
    help=say(Text("Hanya kelas jabatan ini.", "Only this job class.")),
)
def show(id_: str, job_class: int | None) -> None:
    """Show one instrument for people."""
    form = form_of(id_)
    classes = {each.job_class: each for each in form.job_classes}
    if job_class is not None and job_class not in (*classes, *form.classes_without_standard):
        known = ", ".join(str(n) for n in (*classes, *form.classes_without_standard)) or "–"
        raise UsageError(
            Text(
                f"{form.instrument.short} tidak menyebut kelas jabatan {job_class}.",
                f"{form.instrument.short} does not name job class {job_class}.",
            ),
            Text(f"Kelas jabatan yang disebut: {known}.", f"Job classes it names: {known}."),
        )
    show_head(form, out)
    for each in form.job_classes:
        if job_class in (None, each.job_class):
            show_class(form, each, out)
    for position in form.position_standards if job_class is None else ():
        show_position(position, out)
    _say_without(form, job_class)


def _say_without(form: Form, job_class: int | None) -> None:
    for number in form.classes_without_standard:
        if job_class in (None, number):
            sentence = Text(
                "Kelas jabatan {n}: disebut dalam pasal, tetapi belum ada tabel standarnya.",
                "Job class {n}: named by the articles, but no standard is set for it.",
            )
            out.print(say(sentence.format(n=number)), style="yellow", markup=False)


@standard.command(
    name="list",
    help=say(Text("Mendaftar peraturan bawaan.", "List the instruments that come with the program.")),
)
def list_() -> None:
    """List embedded instruments."""
    for id_ in load.embedded_ids():
        form = load.embedded_form(id_)
        head = form.instrument
        classes = ", ".join(str(each.job_class) for each in form.job_classes)
        without = ", ".join(str(each) for each in form.classes_without_standard)
        out.print(id_, style="bold", markup=False)
        out.print(f"  {head.short}: {head.title}", markup=False)
        in_force = Text("  berlaku sejak {day}", "  in force from {day}").format(
            day=written(head.in_force_from, language()) if head.in_force_from else "?"
        )
        have = Text("  kelas jabatan dengan standar: {n}", "  job classes with a standard: {n}").format(
            n=classes or "–"
        )
        lack = Text("  kelas jabatan tanpa standar: {n}", "  job classes without a standard: {n}").format(
            n=without or "–"
        )
        for line in (in_force, have, lack):
            out.print(say(line), markup=False)


@standard.command(
    help=say(
        Text(
            "Mencetak JSON Schema bentuk data standar.", "Print the JSON Schema of the machine-readable form."
        )
    )
)
def schema() -> None:
    """Print the schema."""
    click.echo(schema_text(), nl=False)


standard.add_command(write)
standard.add_command(diff)
standard.add_command(draft)
standard.add_command(lint)
