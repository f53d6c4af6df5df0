"""`selaras migrate`: everything an installation needs before it is served; again after every new version."""

from __future__ import annotations

import click

from selaras.web.commands.application import database, ready, say


@click.command(
    help=say(
        "Menyiapkan pemasangan: tabel, kunci, dan berkas statis. Jalankan lagi setiap kali versi berganti.",
        "Prepare the installation: tables, keys and static files. Run it again with every new version.",
    )
)
def migrate() -> None:
    """Safe to run at any time."""
    ready()
    prepare()
    click.echo(say("Siap.", "Ready."))


def prepare() -> None:
    """Tables, the cache's table, keys, static files."""
    from django.conf import settings
    from django.core.management import call_command

    from selaras.web.audit import keys

    with database():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    keys.signing_key()
    keys.digest_key()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0)
