"""`selaras new-instansi`: a government and its first administrator; the rest is done in the browser."""

from __future__ import annotations

import click

from selaras.web.commands.application import must_be_prepared, ready, say


@click.command(
    name="new-instansi",
    help=say(
        "Membuat instansi dengan unit akarnya dan akun admin pertamanya, beserta kata sandi sekali pakai. Dengan NIP "
        "yang sama, hanya kata sandinya yang dibuat baru.",
        "Make an instansi with its root unit and its first administrator, with a password to be changed at once. For the "
        "same NIP only the password is made anew.",
    ),
)
@click.option("--code", required=True, help=say("Kode singkat, misalnya dumai.", "A short code, as dumai."))
@click.option("--name", required=True, help=say("Nama instansi.", "Its name."))
@click.option(
    "--region",
    help=say(
        "Daerah seperti dalam peraturan; bawaan: namanya.", "As regulations name it; default: the name."
    ),
)
@click.option(
    "--regulation", "regulations", multiple=True, help=say("Peraturan yang dipakai.", "A regulation it uses.")
)
@click.option(
    "--admin", "nip", required=True, help=say("NIP admin pertama.", "The NIP of the first administrator.")
)
@click.option("--admin-name", required=True, help=say("Nama admin pertama.", "Their name."))
def new_instansi(
    code: str, name: str, region: str | None, regulations: tuple[str, ...], nip: str, admin_name: str
) -> None:
    """The password is shown once and stored nowhere."""
    ready()
    must_be_prepared()
    from django.db import transaction

    from selaras.clock import now, today
    from selaras.web.accounts.roles import Role
    from selaras.web.commands.installing import found_instansi, open_account

    at, since = now(), today()
    with transaction.atomic():
        root = found_instansi(
            code=code,
            name=name,
            region=region or name,
            regulations=regulations,
            synthetic=False,
            since=since,
            at=at,
        )
        _, password = open_account(
            nip=nip, name=admin_name, role=Role.ADMIN, unit=root, since=since, at=at, must_change=True
        )
    click.echo(
        say(
            f"Instansi: {root}. Nama masuk: {nip}. Kata sandi: {password}",
            f"Instansi: {root}. Sign-in name: {nip}. Password: {password}",
        )
    )
