"""Options that several commands share: which standard, which policy, which map of positions, which day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from selaras.cli.console import say
from selaras.cli.job import DEFAULT_POLICY, DEFAULT_STANDARD
from selaras.errors import Text

F = TypeVar("F", bound=Callable[..., object])

DAY = click.DateTime(formats=["%Y-%m-%d", "%d-%m-%Y"])


def asked(command: F) -> F:
    """--standard, --policy, --positions and --on: what a workforce is asked."""
    for option in reversed(_ASKED):
        command = option(command)
    return command


_ASKED = (
    click.option(
        "--standard",
        "standards",
        multiple=True,
        default=[DEFAULT_STANDARD],
        show_default=True,
        help=say(
            Text("Id atau berkas standar; boleh diulang.", "Id or file of a standard; may be repeated.")
        ),
    ),
    click.option(
        "--policy",
        default=DEFAULT_POLICY,
        show_default=True,
        help=say(
            Text(
                "Kebijakan: appointment, movement, mapping, recruitment, development, atau berkas YAML.",
                "Policy: appointment, movement, mapping, recruitment, development, or a YAML file.",
            )
        ),
    ),
    click.option(
        "--positions",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=say(
            Text(
                "Pemetaan jabatan ke kelas (untuk ekspor SIASN).",
                "Map of positions to classes (for a SIASN export).",
            )
        ),
    ),
    click.option(
        "--on",
        type=DAY,
        help=say(Text("Tanggal penilaian; bawaan: hari ini.", "Day asked about; default: today.")),
    ),
)
