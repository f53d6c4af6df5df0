"""What commands of the application show: progress, and accounts with their passwords."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from selaras.errors import Text
from selaras.web.commands.application import language, say
from selaras.web.commands.installing import Opened
from selaras.web.imports.reconcile import Step

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


@contextmanager
def stepping(what: str) -> Iterator[Step]:
    """Show a piece of work with its progress; the function it gives takes (done, total, note)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task(what, total=None)

        def step(done: int, total: int | None, note: Text | None) -> None:
            words = note[language()] if note else what
            progress.update(task, completed=done, total=total, description=words)

        yield step


def show_accounts(opened: Sequence[Opened]) -> None:
    """Print a table of accounts with their passwords, which are stored nowhere else."""
    table = Table(title=say("Akun untuk mencoba", "Accounts to try"), title_justify="left")
    for heading in (
        say("Peran", "Role"),
        say("Nama masuk", "Sign-in name"),
        say("Kata sandi", "Password"),
        "Instansi",
    ):
        table.add_column(heading, no_wrap=True)
    for each in opened:
        table.add_row(each.role, each.nip, each.password, each.instansi)
    # Piped into a file, the table must not be cut to 80 columns.
    Console(highlight=False, width=max(out.width, 120)).print(table)
    out.print(
        say(
            "Semua orang di sini sintetis. Kata sandi ini berlaku sampai perintah ini dijalankan lagi.",
            "Everybody here is synthetic. These passwords hold until this command is run again.",
        )
    )
