"""`selaras standard diff`: two standards, or two classes, side by side in words."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import click

from selaras.cli.console import out, say
from selaras.cli.diff_view import show_comparison
from selaras.errors import Text, UsageError
from selaras.files.annex.open import form_of
from selaras.law.compare import compare, compare_standards, name_of
from selaras.law.comparison import Comparison, CompetencyChange
from selaras.law.form import Form
from selaras.law.form.table import ClassStandard

DIFFERENT = 1


@click.command(
    help=say(
        Text(
            "Membandingkan standar A dan B (id bawaan atau berkas). Dua kelas dari satu peraturan: "
            "`diff ID#6 ID#5`, atau `diff ID ID --class 6 --class-b 5`. Kode keluar: 0 sama, 1 berbeda, "
            "2 salah perintah, 3 ditolak.",
            "Compare the standards A and B (embedded ids or files). Two classes of one act: `diff ID#6 ID#5`, or "
            "`diff ID ID --class 6 --class-b 5`. Exit codes: 0 the same, 1 different, 2 usage, 3 refused.",
        )
    )
)
@click.argument("a")
@click.argument("b")
@click.option("--class", "class_a", type=int, help=say(Text("Kelas jabatan dari A.", "Job class of A.")))
@click.option(
    "--class-b",
    type=int,
    help=say(Text("Kelas jabatan dari B; bawaan: sama dengan A.", "Job class of B; default: that of A.")),
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=say(Text("Bentuk hasil.", "Form of the result.")),
)
def diff(a: str, b: str, class_a: int | None, class_b: int | None, format_: str) -> int:
    """Exit code 0 when nothing differs, else 1."""
    name_a, in_a = _split(a)
    name_b, in_b = _split(b)
    class_a = class_a if class_a is not None else in_a
    class_b = class_b if class_b is not None else in_b
    if in_b is not None and class_a is None:
        raise UsageError(
            Text("Kelas disebut untuk B saja.", "A class is named for B only."),
            Text(
                "Sebut juga kelas dari A: ID#6 atau --class 6.", "Name the class of A too: ID#6 or --class 6."
            ),
        )
    found = _compared(form_of(name_a), form_of(name_b), class_a, class_b if class_b is not None else class_a)
    if format_ == "json":
        click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    else:
        show_comparison(found, out)
    return 0 if found.same else DIFFERENT


def _split(name: str) -> tuple[str, int | None]:
    """`ID#6` → id and class; a file whose own name has a `#` is taken as it is."""
    match = re.fullmatch(r"(.+)#(\d{1,2})", name)
    return (match[1], int(match[2])) if match and not Path(name).exists() else (name, None)


def _compared(before: Form, after: Form, class_a: int | None, class_b: int | None) -> Comparison:
    if class_a is None or class_b is None:
        if class_b is not None:
            raise UsageError(
                Text("--class-b memerlukan --class.", "--class-b needs --class."),
                Text("Sebut kedua kelas.", "Name both classes."),
            )
        return compare(before, after)
    old, new = _class(before, class_a), _class(after, class_b)
    names = (f"{name_of(before)} kelas {class_a}", f"{name_of(after)} kelas {class_b}")
    return Comparison(*names, (compare_standards(old, new),))


def _class(form: Form, job_class: int) -> ClassStandard:
    found = next((each for each in form.job_classes if each.job_class == job_class), None)
    if found is None:
        known = ", ".join(str(each.job_class) for each in form.job_classes) or "–"
        raise UsageError(
            Text(
                f"{name_of(form)} tidak menetapkan standar untuk kelas jabatan {job_class}.",
                f"{name_of(form)} sets no standard for job class {job_class}.",
            ),
            Text(f"Kelas yang ada standarnya: {known}.", f"Classes with a standard: {known}."),
        )
    return found


def as_data(found: Comparison) -> dict[str, Any]:
    """The comparison as JSON data; every competency says whether its rubric stays."""
    data: dict[str, Any] = dataclasses.asdict(found) | {"same": found.same}
    for standard, shown in zip(found.standards, data["standards"], strict=True):
        for competency, entry in zip(standard.competencies, shown["competencies"], strict=True):
            entry["rubric_stays"] = _stays(competency)
    return data


def _stays(competency: CompetencyChange) -> bool | None:
    return competency.rubric_stays
