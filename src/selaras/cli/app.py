"""The `selaras` command and the one place that turns errors into sentences and exit codes.

Exit codes: 0 fine · 1 done, with findings · 2 usage · 3 data refused.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click
from xlsxwriter.exceptions import XlsxWriterException

from selaras.cli.console import language, say, show_error
from selaras.errors import SelarasError, Text, UsageError

# Commands load when called: `selaras standard list` must not wait for the evaluation engine's libraries.
COMMANDS = {
    "standard": "selaras.cli.standard:standard",
    "template": "selaras.cli.template:template",
    "sample": "selaras.cli.sample:sample",
    "evaluate": "selaras.cli.evaluate:evaluate",
    "explain": "selaras.cli.explain:explain",
    "demo": "selaras.cli.demo:demo",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed. `table`: name → "module:function"."""

    def __init__(self, *args: Any, table: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


def group(table: Mapping[str, str]) -> click.Group:
    """The command `selaras` with the commands of a table."""

    @click.group(
        cls=LazyGroup,
        table=table,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        help=say(
            Text(
                "Selaras membaca standar kompetensi jabatan, menilai kesesuaian pegawai, dan menjelaskan setiap hasil.",
                "Selaras reads a competency standard, evaluates people against it and explains every result.",
            )
        ),
    )
    @click.version_option(package_name="selaras")
    def selaras() -> None:
        """All commands."""

    return selaras


cli = group(COMMANDS)


def _unwritable(error: Exception) -> UsageError:
    """What the system refused: a file that is open elsewhere, a folder without rights, a full disk."""
    return UsageError(
        Text(
            f"Berkas tidak dapat dibuka atau ditulis: {error}", f"A file cannot be opened or written: {error}"
        ),
        Text(
            "Tutup berkas itu di program lain, periksa folder tujuan, hak menulis, dan ruang cakramnya.",
            "Close it in other programs; check the folder, your right to write there, and the space on the disk.",
        ),
    )


def _misused(error: click.ClickException) -> UsageError:
    """What is wrong with the command as it was typed, and where its help is."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "selaras"
    detail = error.format_message()
    param = getattr(error, "param", None)
    name = param.get_error_hint(context) if isinstance(param, click.Parameter) else ""
    match error:
        case click.MissingParameter():
            what = Text(f"Yang wajib diisi belum ada: {name}.", f"Something required is missing: {name}.")
        case click.NoSuchOption():
            what = Text(
                f"Pilihan {error.option_name} tidak dikenal.", f"There is no option {error.option_name}."
            )
        case click.BadParameter():
            what = Text(f"Isi {name} tidak dapat dipakai: {detail}", f"{name} cannot be used: {detail}")
        case _:
            what = Text(f"Perintah keliru: {detail}", f"The command is not right: {detail}")
    return UsageError(what, Text(f"Lihat `{path} --help`.", f"See `{path} --help`."))


def main(command: click.Group = cli) -> None:
    """Run the command line and exit with the documented code."""
    try:
        code = command(standalone_mode=False)
    except SelarasError as error:
        show_error(error)
        code = error.exit_code
    except (OSError, XlsxWriterException) as error:
        show_error(_unwritable(error))
        code = 2
    except click.exceptions.Abort:
        click.echo(Text("Dihentikan.", "Stopped.")[language()], err=True)
        code = 130
    except click.ClickException as error:
        show_error(_misused(error))
        code = 2
    sys.exit(code if isinstance(code, int) else 0)
