"""`selaras audit`: check the log, seal it, take it away. Nothing of the application loads before a command runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from selaras.clock import now
from selaras.errors import Text, UsageError
from selaras.web.commands.application import database, ready

if TYPE_CHECKING:
    from selaras.web.audit.findings import Finding

EVERY = 100_000  # entries between two lines of progress where the error stream is no terminal
FILE = click.Path(dir_okay=False, path_type=Path)
THERE = click.Path(exists=True, dir_okay=False, path_type=Path)
DAY = click.DateTime(formats=["%Y-%m-%d", "%d-%m-%Y"])


def say(text: Text) -> str:
    """The text in the language of this terminal: Bahasa Indonesia unless SELARAS_LANG says `en`."""
    return text["en" if os.environ.get("SELARAS_LANG", "").lower().startswith("en") else "id"]


@click.group(
    help=say(
        Text("Memeriksa, menyegel, dan mengekspor jejak audit.", "Check, seal and export the audit log.")
    )
)
def audit() -> None:
    """What is done with the log itself."""
    ready()


def _there_is_a_log() -> None:
    """Raises UsageError where the database has none."""
    from selaras.web.audit.models import Seal

    with database():
        Seal.objects.exists()


@audit.command(
    help=say(
        Text(
            "Memeriksa seluruh jejak audit dan menyebut setiap catatan yang diubah, dihapus, disisipkan, dipindah, atau "
            "dipotong. Kode keluar 0: utuh; 1: ada temuan.",
            "Check the whole log and name every entry that was changed, removed, inserted, reordered or cut off. "
            "Exit code 0: whole; 1: something was found.",
        )
    )
)
@click.option(
    "--seals",
    type=THERE,
    multiple=True,
    help=say(Text("Berkas segel yang disimpan di tempat lain.", "A file of seals kept elsewhere.")),
)
@click.option(
    "--key",
    default="",
    help=say(
        Text(
            "Kunci publik yang dipercaya (`selaras audit key`).",
            "The public key to trust (`selaras audit key`).",
        )
    ),
)
@click.option(
    "--file",
    type=THERE,
    help=say(
        Text("Periksa berkas ekspor, bukan basis data.", "Check an exported file instead of the database.")
    ),
)
def verify(seals: tuple[Path, ...], key: str, file: Path | None) -> None:
    """Walk along the chains."""
    from selaras.web.audit import verify as walking

    tally = walking.Tally()
    with _progress() as told:
        if file:
            found = walking.file(file, tally, files=seals, public=key, told=told)
        else:
            _there_is_a_log()
            found = walking.database(tally, files=[*_own(), *seals], public=key, told=told)
        number = _show(found)
    click.echo(_summary(tally, number))
    if file and not key:
        click.echo(
            say(
                Text(
                    "Tanda tangan diperiksa dengan kunci yang disebut berkas itu sendiri. Untuk memastikan asalnya, "
                    "berikan --key.",
                    "Signatures were checked with the key that the file itself names. To be sure where it comes from, "
                    "give --key.",
                )
            ),
            err=True,
        )
    sys.exit(1 if number else 0)


@audit.command(
    help=say(
        Text(
            "Menyegel ujung rantai sekarang dan menulis semua segel ke berkas. Simpan berkas itu di luar server.",
            "Seal the end of the chain now and write all seals to a file. Keep that file away from the server.",
        )
    )
)
@click.option("--to", "target", type=FILE, required=True, help=say(Text("Berkas tujuan.", "Where to.")))
def seal(target: Path) -> None:
    """Seal, and write every seal out."""
    from selaras.web.audit import actions
    from selaras.web.audit import seals as sealing

    _there_is_a_log()
    actions.seal(at=now())
    number = sealing.write_to(target)
    click.echo(say(Text(f"{number} segel ditulis ke {target}", f"{number} seals written to {target}")))


@audit.command(
    help=say(Text("Mencetak kunci publik instalasi ini.", "Print the public key of this installation."))
)
def key() -> None:
    """The public key, for whoever checks seals."""
    from selaras.web.audit import keys

    click.echo(keys.public_key())


@audit.command(
    help=say(
        Text(
            "Menulis catatan beberapa hari ke berkas yang dapat diperiksa tanpa basis data.",
            "Write the entries of some days to a file that can be checked without the database.",
        )
    )
)
@click.option("--from", "since", type=DAY, help=say(Text("Hari pertama.", "The first day.")))
@click.option("--to", "until", type=DAY, help=say(Text("Hari terakhir.", "The last day.")))
@click.option(
    "-o", "--output", type=FILE, required=True, help=say(Text("Berkas .jsonl tujuan.", "The .jsonl file."))
)
def export(since: datetime | None, until: datetime | None, output: Path) -> None:
    """Take entries away."""
    from selaras.web.audit.export import export as write

    if since and until and since > until:
        raise UsageError(
            Text("Hari terakhir mendahului hari pertama.", "The last day is before the first."),
            Text("Tukar --from dan --to.", "Exchange --from and --to."),
        )
    _there_is_a_log()
    aside = output.with_name(f".{output.name}.part")  # never half a file under the name that was asked for
    with open(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as into:
        number = write(since.date() if since else None, until.date() if until else None, into, at=now())
    aside.replace(output)
    click.echo(say(Text(f"{number} catatan ditulis ke {output}", f"{number} entries written to {output}")))


def _own() -> list[Path]:
    from selaras.web.audit import seals

    return [seals.kept()] if seals.kept().exists() else []


def _show(found: Iterable[Finding]) -> int:
    number = 0
    for each in found:
        number += 1
        click.echo(say(each.what))
    return number


def _summary(tally: Any, number: int) -> str:
    went = (tally.entries, tally.batches, tally.seals)
    text = Text(
        "Diperiksa: {} catatan, {} kumpulan akses, {} segel. ".format(*went),
        "Checked: {} entries, {} batches of views, {} seals. ".format(*went),
    )
    end = (
        Text(f"{number} temuan.", f"{number} findings.")
        if number
        else Text("Rantai utuh.", "The chain is whole.")
    )
    return say(text) + say(end)


@contextmanager
def _progress() -> Iterator[Any]:
    terminal = sys.stderr.isatty()
    stream: IO[str] = sys.stderr

    def told(done: int, everything: int) -> None:
        if terminal:
            stream.write(f"\r{done:,} / {everything:,}")
            stream.flush()
        elif done % EVERY == 0:
            stream.write(f"{done:,} / {everything:,}\n")

    yield told
    if terminal:
        stream.write("\r\033[K")
