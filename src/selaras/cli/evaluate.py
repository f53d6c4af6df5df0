"""`selaras evaluate`: everybody in a workforce file against a standard."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from rich.table import Table

from selaras.cli.console import err, language, out, progress, say
from selaras.cli.job import as_run, question, verdicts, workforce
from selaras.cli.options import asked
from selaras.cli.outputs import free_name, guard_output
from selaras.core.words import Words
from selaras.errors import Text
from selaras.files.profile.folder import write_profiles
from selaras.files.results.run import Figure, Run, Summary, outcome_label
from selaras.files.results.workbook import OUTCOMES
from selaras.files.results.write import SHEETS_OF_PEOPLE, refuse_unknown_suffix, write_results
from selaras.law.words import words

STYLE = dict(zip(OUTCOMES, ("green", "dark_orange", "medium_purple", "grey58"), strict=True))


@click.command(
    help=say(
        Text(
            "Menilai semua pegawai dalam PEOPLE (buku kerja Selaras, folder CSV, Parquet, atau ekspor SIASN) "
            "terhadap standar jabatan yang dipegang, lalu menulis hasilnya.",
            "Evaluate everybody in PEOPLE (a Selaras workbook, a folder of CSVs, Parquet, or a SIASN export) "
            "against the standard of the position held, and write the results.",
        )
    )
)
@click.argument("people", type=click.Path(exists=True, path_type=Path))
@asked
@click.option(
    "--accept-valid",
    is_flag=True,
    help=say(
        Text("Nilai baris yang sah walau ada yang gagal.", "Evaluate the valid rows although some fail.")
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help=say(
        Text("Berkas hasil: .xlsx, .csv, .parquet, .json.", "Result file: .xlsx, .csv, .parquet, .json.")
    ),
)
@click.option(
    "--profile-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help=say(
        Text(
            "Tulis juga profil PDF setiap pegawai ke folder ini.",
            "Also write everybody's profile as PDF here.",
        )
    ),
)
def evaluate(
    people: Path,
    standards: tuple[str, ...],
    policy: str,
    positions: Path | None,
    on: datetime | None,
    accept_valid: bool,
    output: Path,
    profile_dir: Path | None,
) -> int:
    """Exit code 0, or 1 when rows were left out or titles have no class."""
    refuse_unknown_suffix(output)
    guard_output(output, people, positions, policy, *standards)
    wanted = question(standards, policy, on.date() if on else None)
    rejects = free_name(output.with_name(f"{output.stem}-galat.xlsx"))
    found = workforce(people, wanted, positions, accept_valid=accept_valid, rejects=rejects)
    with err.status(say(Text("Menilai …", "Evaluating …"))):
        answers = verdicts(found, wanted)
    run = as_run(answers, wanted, people, found.notes)
    summary = write_with_progress(output, run, words())
    if profile_dir:
        print_profiles(profile_dir, run)
    show_summary(run, summary, words())
    out.print(say(Text(f"Hasil: {output}", f"Results: {output}")), soft_wrap=True)
    return 1 if found.findings else 0


def write_with_progress(output: Path, run: Run, texts: Words) -> Summary:
    """Write the results behind a progress bar."""
    with progress() as bar:
        rounds = SHEETS_OF_PEOPLE if output.suffix.lower() == ".xlsx" else 1
        label = say(Text("Menulis hasil", "Writing results"))
        task = bar.add_task(label, total=len(run.verdicts) * rounds)
        return write_results(output, run, texts, language(), lambda people: bar.advance(task, people))


def print_profiles(folder: Path, run: Run) -> None:
    """Write the profiles behind a progress bar."""
    with progress() as bar:
        label = say(Text("Mencetak profil", "Printing profiles"))
        task = bar.add_task(label, total=len(run.verdicts))
        write_profiles(folder, run, words(), language(), lambda people: bar.advance(task, people))


def show_summary(run: Run, summary: Summary, texts: Words) -> None:
    """Verdicts per class, commonest gaps, commonest missing evidence; notes on the data."""
    title = Text(
        f"{run.regulations[0].instrument.short} · {run.policies[0].title.id} · per {run.on:%d-%m-%Y}",
        f"{run.regulations[0].instrument.short} · {run.policies[0].title.en} · on {run.on}",
    )
    table = Table(title=say(title), title_justify="left", title_style="bold")
    table.add_column(say(Text("Kelas", "Class")))
    for outcome in OUTCOMES:
        label = outcome_label(outcome, run.policies[0], texts)
        table.add_column(say(label), justify="right", style=STYLE[outcome])
    table.add_column(say(Text("Jumlah", "Total")), justify="right")
    for group, counted in summary.by_group.items():
        table.add_row(say(group.label), *(_count(counted[o]) for o in OUTCOMES), _count(counted.total()))
    table.add_section()
    total = summary.total
    table.add_row(say(Text("Semua", "All")), *(_count(total[o]) for o in OUTCOMES), _count(total.total()))
    out.print(table)
    _show_figures(Text("Kekurangan yang paling sering", "Commonest gaps"), summary.gaps)
    _show_figures(Text("Bukti yang paling sering kurang", "Commonest missing evidence"), summary.missing)
    _show_figures(Text("Jabatan tanpa penilaian", "Positions without a comparison"), summary.whole)
    for note in run.notes:
        out.print(f"[italic]{say(note)}[/]")


def _show_figures(title: Text, figures: tuple[Figure, ...]) -> None:
    if not figures:
        return
    table = Table(title=say(title), title_justify="left", title_style="bold", show_header=False, box=None)
    for figure in figures[:5]:
        table.add_row(_count(figure.people), say(figure.name), say(figure.reason))
    table.columns[0].justify = "right"
    out.print(table)


def _count(number: int) -> str:
    """1.234 in Bahasa, 1,234 in English."""
    text = f"{number:,}"
    return text.replace(",", ".") if language() == "id" else text
