"""`selaras check`: whether an installation is fit to be used."""

from __future__ import annotations

import click

from selaras.web.commands.application import ready, say

SIGNS = {"fine": ("✓", "green"), "warn": ("!", "yellow"), "wrong": ("✗", "red")}


@click.command(
    help=say(
        "Memeriksa pemasangan: pengaturan, basis data, kunci, ruang cakram, pekerja latar. Kode keluar 1 bila ada yang "
        "harus diperbaiki.",
        "Check the installation: settings, database, keys, disk, background worker. Exit code 1 if something must be "
        "mended.",
    )
)
def check() -> int:
    """Prints one line for each thing looked at."""
    ready()
    from selaras.web.commands.findings import all_findings

    worst = 0
    for finding in all_findings():
        sign, colour = SIGNS[finding.state]
        click.echo(f"{click.style(sign, fg=colour)} {say(finding.what.id, finding.what.en)}")
        if finding.state != "fine":
            click.echo(f"    → {say(finding.remedy.id, finding.remedy.en)}")
        worst = max(worst, int(finding.state == "wrong"))
    return worst
