"""`selaras explain`: one person's verdict, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.markup import escape

from selaras.cli.console import out, say
from selaras.cli.job import Question, question, read_with_progress
from selaras.cli.options import asked
from selaras.core.applicable import applicable
from selaras.core.evaluate import evaluate, evaluate_held
from selaras.core.explain import Explanation, Line, Section
from selaras.core.explain import explain as explained
from selaras.core.facts import employment_on
from selaras.core.model import Person, Position, normalise
from selaras.core.policy import Policy, policy_for
from selaras.core.verdict import Verdict
from selaras.core.words import Words
from selaras.errors import Severity, Text, UsageError
from selaras.files.people import PeopleFile
from selaras.law.words import words

_SIGN = {
    Section.NOT_MET: "[dark_orange]✗[/]",
    Section.UNDETERMINED: "[medium_purple]?[/]",
    Section.WARNING: "[yellow]![/]",
    Section.REST: " ",
}


@click.command(
    help=say(
        Text(
            "Menjelaskan hasil satu pegawai, baris demi baris, dengan dasar hukumnya.",
            "Explain one person's verdict, line by line, with its legal basis.",
        )
    )
)
@click.argument("nip")
@click.option(
    "--people",
    type=click.Path(exists=True, path_type=Path),
    required=True,
    help=say(Text("Berkas data pegawai.", "The workforce file.")),
)
@asked
@click.option(
    "--position",
    "aimed_at",
    help=say(
        Text(
            "Bandingkan dengan jabatan lain dalam berkas (id atau nama), bukan yang dipegang: “bagaimana jika”.",
            "Compare with another position of the file (id or title) instead of the one held: “what if”.",
        )
    ),
)
def explain(
    nip: str,
    people: Path,
    standards: tuple[str, ...],
    policy: str,
    positions: Path | None,
    on: datetime | None,
    aimed_at: str | None,
) -> int:
    """Exit code 0; 1 when the person's own rows have problems; 2 when the NIP is not in the file."""
    wanted = question(standards, policy, on.date() if on else None)
    found = read_with_progress(people, wanted, positions)
    person = next((p for p in found.persons if p.id == nip.replace(" ", "")), None)
    if person is None:
        raise UsageError(
            Text(
                f"NIP itu tidak ada di {people.name}, atau barisnya gagal dibaca.",
                f"That NIP is not in {people.name}, or its rows could not be read.",
            ),
            Text(
                "Periksa 18 angkanya; baris yang gagal ditunjukkan oleh `selaras evaluate`.",
                "Check its 18 digits; `selaras evaluate` shows the rows that fail.",
            ),
        )
    chosen = policy_for(wanted.policies, employment_on(person, wanted.on), wanted.on)
    verdict = _verdict(person, found, chosen, wanted, aimed_at)
    show(verdict, explained(verdict, words()), words())
    failing = any(p.severity is Severity.ERROR for p in found.problems)
    if failing:
        out.print(
            say(
                Text(
                    "\nPerhatian: berkas ini memuat baris yang gagal dibaca; jalankan `selaras evaluate` untuk melihatnya.",
                    "\nNote: this file has rows that could not be read; run `selaras evaluate` to see them.",
                )
            )
        )
    return 1 if failing else 0


def _verdict(
    person: Person, found: PeopleFile, policy: Policy, wanted: Question, aimed_at: str | None
) -> Verdict:
    """Against the position held, or against the one aimed at."""
    if aimed_at is None:
        return evaluate_held(person, wanted.regulations, policy, wanted.on, equivalences=found.equivalences)
    position = _position(aimed_at, found.positions)
    standard = applicable(position, wanted.regulations, wanted.on, policy.instrument_order.value)
    return evaluate(person, standard, policy, wanted.on, position=position, equivalences=found.equivalences)


def _position(name: str, positions: Sequence[Position]) -> Position:
    """The one position of the file with this id or title. Raises UsageError when there is none, or several."""
    meant = [p for p in positions if p.id == name] or [
        p for p in positions if normalise(p.title) == normalise(name)
    ]
    if len(meant) == 1:
        return meant[0]
    near = ", ".join(p.id for p in meant[:5]) or ", ".join(sorted({p.title for p in positions})[:5])
    raise UsageError(
        Text(
            f"Ada {len(meant)} jabatan bernama “{name}” dalam berkas.",
            f"The file has {len(meant)} positions named “{name}”.",
        ),
        Text(f"Sebut salah satu, misalnya: {near}.", f"Name one, such as: {near}."),
    )


def show(verdict: Verdict, explanation: Explanation, texts: Words) -> None:
    """Print an explanation: sentence, lines by section, arithmetic, steps, policy."""
    position = verdict.position
    out.print(f"[bold]{escape(verdict.name)}[/] · {verdict.person}")
    if position:
        job_class = (
            say(Text(f"kelas {position.job_class}", f"class {position.job_class}"))
            if position.job_class
            else "?"
        )
        out.print(escape(f"{position.title} · {job_class} · {position.unit}"))
    out.print(f"\n[bold]{escape(say(explanation.verdict))}[/]")
    for section in Section:
        if lines := explanation.of(section):
            out.print(f"\n[bold]{say(texts.get('section', section))}[/]")
            for line in lines:
                _show_line(line, _SIGN[section])
    if explanation.arithmetic:
        out.print(f"\n[bold]{say(Text('Perhitungan JPM', 'Arithmetic of the JPM'))}[/]")
        for sentence in explanation.arithmetic:
            out.print(f"  {escape(say(sentence))}")
    if explanation.steps:
        out.print(f"\n[bold]{say(Text('Yang perlu dilakukan', 'What to do'))}[/]")
        for number, step in enumerate(explanation.steps, 1):
            out.print(f"  {number}. {escape(say(step.text))}")
        if explanation.then:
            out.print(f"  [bold]{escape(say(explanation.then))}[/]")
    _show_policy(verdict, explanation, texts)


def _show_line(line: Line, sign: str) -> None:
    out.print(f"  {sign} {escape(say(line.text))}")
    out.print(f"      {escape(str(line.citation))}", style="dim")
    for passed_over in line.not_chosen:
        out.print(f"      {escape(say(passed_over))}", style="dim")


def _show_policy(verdict: Verdict, explanation: Explanation, texts: Words) -> None:
    title = explanation.policy.title
    out.print(
        "\n"
        + say(
            Text(
                f"Kebijakan: {title.id}, per {verdict.on:%d-%m-%Y}.", f"Policy: {title.en}, on {verdict.on}."
            )
        )
    )
    if explanation.unverified:
        mark = say(texts.get("unverified", "mark")).capitalize()
        out.print(f"{mark}: {', '.join(say(name) for name in explanation.unverified)}.", style="italic")
