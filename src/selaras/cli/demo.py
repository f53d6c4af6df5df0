"""`selaras demo`: the main job on a synthetic workforce, for `make run` and for a first look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from selaras.cli.console import err, out, say
from selaras.cli.evaluate import show_summary, write_with_progress
from selaras.cli.explain import show
from selaras.cli.job import DEFAULT_POLICY, DEFAULT_STANDARD, as_run, question, verdicts, workforce
from selaras.cli.options import DAY
from selaras.core.explain import explain
from selaras.core.verdict import Outcome, Verdict
from selaras.errors import Text
from selaras.files.sample import write_sample
from selaras.law.words import words

SYNTHETIC = Text("Semua orang dalam hasil ini sintetis.", "Everybody in these results is synthetic.")


@click.command(
    help=say(
        Text(
            "Membuat pegawai sintetis, menilai semuanya terhadap standar Dumai, dan menunjukkan hasilnya.",
            "Make synthetic people, evaluate them all against the Dumai standard and show the result.",
        )
    )
)
@click.option(
    "--size", default=4000, show_default=True, help=say(Text("Jumlah pegawai.", "Number of people."))
)
@click.option("--seed", default=1, show_default=True, help=say(Text("Benih acak.", "Random seed.")))
@click.option("--on", type=DAY, help=say(Text("Tanggal penilaian.", "Day asked about.")))
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help=say(Text("Folder untuk data dan hasil.", "Folder for data and results.")),
)
def demo(size: int, seed: int, on: datetime | None, output: Path) -> int:
    """Exit code 0: findings on synthetic data are no failure."""
    asked = question([DEFAULT_STANDARD], DEFAULT_POLICY, on.date() if on else None)
    people, results = output / "pegawai-sintetis.xlsx", output / "hasil.xlsx"
    output.mkdir(parents=True, exist_ok=True)
    with err.status(say(Text(f"Membuat {size} pegawai sintetis …", f"Making {size} synthetic people …"))):
        write_sample(people, size=size, seed=seed, evidence="sparse", on=asked.on)
    found = workforce(people, asked, None, accept_valid=False, rejects=output / "galat.xlsx")
    with err.status(say(Text("Menilai …", "Evaluating …"))):
        answers = verdicts(found, asked)
    run = as_run(answers, asked, people, (SYNTHETIC, *found.notes))
    summary = write_with_progress(results, run, words())
    show_summary(run, summary, words())
    _show_one(answers)
    for label, path in ((Text("Data", "Data"), people), (Text("Hasil", "Results"), results)):
        out.print(f"{say(label)}: {path}", soft_wrap=True)
    return 0


def _show_one(answers: Sequence[Verdict]) -> None:
    """The explanation of one person whose verdict is open for few reasons: what an officer reads every day."""
    open_ones = [v for v in answers if v.outcome is Outcome.UNDETERMINED and v.standard]
    if not open_ones:
        return
    one = min(open_ones, key=lambda v: (len(explain(v, words()).steps), v.person))
    out.rule(say(Text("Satu contoh penjelasan (selaras explain)", "One explanation (selaras explain)")))
    show(one, explain(one, words()), words())
    out.rule()
