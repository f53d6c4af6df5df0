"""`selaras template`: workbooks for people to fill."""

from __future__ import annotations

from pathlib import Path

import click

from selaras.cli.console import language, out, progress, say
from selaras.cli.outputs import guard_output
from selaras.errors import Text, UsageError

DEFAULT_STANDARD = "perwali-dumai-6-2023"
_OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help=say(Text("Buku kerja keluaran (.xlsx).", "Output workbook (.xlsx).")),
)
_STANDARD = click.option(
    "--standard",
    "standards",
    multiple=True,
    default=[DEFAULT_STANDARD],
    show_default=True,
    help=say(Text("Id atau berkas standar; boleh diulang.", "Id or file of a standard; may be repeated.")),
)


@click.group(help=say(Text("Membuat buku kerja untuk diisi.", "Make workbooks to fill in.")))
def template() -> None:
    """Workbooks to fill."""


@template.command(
    help=say(
        Text(
            "Membuat templat data pegawai: lembar dengan daftar pilihan, catatan pada judul kolom, dan petunjuk.",
            "Make the workforce template: sheets with dropdowns, notes on the headers and a page of help.",
        )
    )
)
@_STANDARD
@_OUTPUT
def people(standards: tuple[str, ...], output: Path) -> None:
    """The workforce template."""
    from selaras.files.template import write_people_template
    from selaras.law.load import regulation

    _refuse_other_suffix(output)
    guard_output(output)
    write_people_template(output, [regulation(name) for name in standards], language())
    out.print(say(Text(f"Templat: {output}", f"Template: {output}")))


@template.command(
    help=say(
        Text(
            "Membuat pemetaan jabatan dari ekspor data utama SIASN: nama jabatan, jumlah pegawai, dan calon kelas. "
            "Kolom Kelas dibiarkan kosong untuk ditetapkan instansi.",
            "Make the position map from SIASN's data utama export: titles, head counts and candidate classes. "
            "Column Kelas is left blank for the agency to determine.",
        )
    )
)
@click.option(
    "--from",
    "export",
    type=click.Path(exists=True, path_type=Path),
    required=True,
    help=say(Text("Ekspor data utama SIASN.", "SIASN's data utama export.")),
)
@click.option(
    "--by-unit",
    is_flag=True,
    help=say(Text("Satu baris per jabatan dan unit.", "One row per title and unit.")),
)
@_STANDARD
@_OUTPUT
def positions(export: Path, by_unit: bool, standards: tuple[str, ...], output: Path) -> None:
    """The position map."""
    from selaras.files.template import write_positions_template
    from selaras.law.load import regulation

    _refuse_other_suffix(output)
    guard_output(output, export)
    laws = [regulation(name) for name in standards]
    with progress() as bar:
        task = bar.add_task(say(Text("Membaca jabatan", "Reading titles")), total=None)
        count = write_positions_template(export, output, laws, by_unit=by_unit, language=language())
        bar.advance(task, count)
    out.print(say(Text(f"{count} nama jabatan: {output}", f"{count} titles: {output}")))


def _refuse_other_suffix(output: Path) -> None:
    if output.suffix.lower() != ".xlsx":
        raise UsageError(
            Text(
                f"{output.name}: templat adalah buku kerja .xlsx.",
                f"{output.name}: a template is an .xlsx workbook.",
            ),
            Text("Beri nama yang berakhiran .xlsx.", "Use a name that ends in .xlsx."),
        )
