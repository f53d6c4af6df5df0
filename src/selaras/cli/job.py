"""The main job: a regulation and a workforce in, verdicts out. Shared by `evaluate`, `explain` and `demo`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from selaras.cli.console import progress, say, show_problems
from selaras.clock import today
from selaras.core.batch import assemble, columns, evaluate_all
from selaras.core.model import Regulation
from selaras.core.policy import Policy
from selaras.core.verdict import Verdict
from selaras.errors import PeopleRefused, Severity, Text, UsageError
from selaras.files.annex.open import form_of
from selaras.files.people import PeopleFile, read_people
from selaras.files.rejects import write_rejects
from selaras.files.results.run import Run
from selaras.law.enact import to_regulation
from selaras.law.form import Form
from selaras.law.policies import policies

DEFAULT_STANDARD = "perwali-dumai-6-2023"
DEFAULT_POLICY = "appointment"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a workforce: against which regulations, under which policy, on which day."""

    regulations: tuple[Regulation, ...]
    policies: tuple[Policy, ...]
    on: date
    doubts: tuple[Text, ...] = ()


def question(standards: Sequence[str], policy: str, on: date | None) -> Question:
    """Load regulations (ids, or documents of any kind) and policy; `on` defaults to today."""
    forms = {form.instrument.id: form for form in map(form_of, standards)}
    if len(forms) < len(set(standards)) and len(
        {form.model_dump_json() for form in map(form_of, standards)}
    ) > len(forms):
        raise UsageError(
            Text(
                "Dua berkas standar memuat peraturan yang sama dengan isi berbeda.",
                "Two standards are the same act with different content.",
            ),
            Text("Sebut satu saja pada --standard.", "Name only one of them with --standard."),
        )
    laws = tuple(to_regulation(form) for form in forms.values())
    return Question(
        laws,
        policies(policy),
        on or today(),
        tuple(_doubts(form) for form in forms.values() if form.uncertain),
    )


def _doubts(form: Form) -> Text:
    """That a standard was read with doubts: its rows may be waiting for a person."""
    count, name = len(form.uncertain), form.instrument.short or form.instrument.id
    return Text(
        f"{name}: {count} bagian standar belum pasti terbaca; lihat `selaras standard read`.",
        f"{name}: {count} parts of the standard were not read with certainty; see `selaras standard read`.",
    )


def read_with_progress(path: Path, asked: Question, positions: Path | None) -> PeopleFile:
    """Read a workforce file behind a progress bar that names the sheet and counts its rows."""
    with progress() as bar:
        task = bar.add_task(say(Text("Membaca data pegawai", "Reading the workforce")), total=None)
        label = say(Text("Membaca", "Reading"))

        def step(sheet: str, rows: int) -> None:
            bar.update(task, description=f"{label} {sheet}", advance=rows)

        return read_people(path, asked.regulations, positions=positions, step=step)


def workforce(
    path: Path, asked: Question, positions: Path | None, *, accept_valid: bool, rejects: Path
) -> PeopleFile:
    """Read a workforce file; failing rows are printed and written to the workbook `rejects`.

    Raises PeopleRefused when rows fail and `accept_valid` is not given: nothing is dropped unasked.
    """
    people = read_with_progress(path, asked, positions)
    failing = [p for p in people.problems if p.severity is Severity.ERROR]
    if not failing:
        show_problems(people.problems)
        return people
    write_rejects(rejects, people)
    where = Text(
        f"Baris yang gagal ada di {rejects.name}: perbaiki sel berwarna lalu nilai berkas itu; isinya hanya pegawai "
        f"yang barisnya gagal.",
        f"The failing rows are in {rejects.name}: mend the coloured cells and evaluate that file; it holds only the "
        f"people whose rows failed.",
    )
    if not accept_valid:
        raise PeopleRefused(
            Text(
                f"{path.name}: {len(failing)} masalah. Tidak ada yang dinilai.",
                f"{path.name}: {len(failing)} problems. Nothing was evaluated.",
            ),
            Text(
                f"{where.id} Pegawai lain dinilai dari berkas semula dengan --accept-valid, atau perbaiki berkas semula.",
                f"{where.en} Evaluate the others from the original with --accept-valid, or mend the original.",
            ),
            people.problems,
        )
    show_problems(people.problems)
    return people


def verdicts(people: PeopleFile, asked: Question) -> list[Verdict]:
    """The verdict of everybody whose rows could all be read, for the position held, by the batch engine."""
    result = evaluate_all(
        columns(people.complete),
        asked.regulations,
        asked.policies,
        asked.on,
        equivalences=people.equivalences,
    )
    return list(assemble(result, people.complete))


def as_run(answers: list[Verdict], asked: Question, source: Path, notes: tuple[Text, ...]) -> Run:
    """Verdicts with the question they answer."""
    return Run(
        regulations=asked.regulations,
        policies=asked.policies,
        on=asked.on,
        source=source.name,
        engine=version("selaras"),
        verdicts=answers,
        notes=(*asked.doubts, *notes),
    )
