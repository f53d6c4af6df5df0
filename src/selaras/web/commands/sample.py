"""`selaras prepare-sample`: an installation to try: two instansi, synthetic people, one account per role."""

from __future__ import annotations

import click

from selaras.web.commands.application import ready, say

SIZE, SEED = 4000, 62023


@click.command(
    name="prepare-sample",
    help=say(
        "Menyiapkan pemasangan percobaan: dua instansi, pegawai sintetis, dan satu akun per peran dengan kata sandi baru. "
        "Bila sudah ada, hanya kata sandinya yang dibuat baru.",
        "Prepare an installation to try: two instansi, synthetic people, and one account per role with fresh passwords. "
        "What is there already stays; only the passwords are new.",
    ),
)
@click.option(
    "--size",
    type=click.IntRange(1),
    default=SIZE,
    show_default=True,
    help=say("Jumlah pegawai.", "Number of people."),
)
@click.option("--seed", default=SEED, show_default=True, help=say("Benih acak.", "Random seed."))
def prepare_sample(size: int, seed: int) -> None:
    """Refuses a database that holds an instansi of real people."""
    ready()
    from selaras.web.commands.migrate import prepare
    from selaras.web.commands.sample_data import fill, open_accounts
    from selaras.web.commands.terminal import show_accounts, stepping

    with stepping(say("Menyiapkan basis data …", "Preparing the database …")):
        prepare()
    fill(size, seed)
    show_accounts(open_accounts())
