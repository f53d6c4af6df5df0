"""Writes docs/reference/cli.md from the commands themselves: `python -m tests.cli.document`."""

from __future__ import annotations

import os
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"

INTRODUCTION = """# Commands

Made from the commands themselves; a test fails when this page drifts. Messages and help are in Bahasa Indonesia unless
`SELARAS_LANG=en`.

Exit codes: 0 fine · 1 done, with findings · 2 usage · 3 data refused.
"""


def render() -> str:
    """Every command with its English help."""
    os.environ["SELARAS_LANG"] = "en"
    import click

    from selaras.__main__ import cli

    def pages(command: click.Command, path: str) -> list[str]:
        context = click.Context(command, info_name=path, terminal_width=100, max_content_width=100)
        page = [f"## `{path}`\n\n```\n{command.get_help(context)}\n```\n"]
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                child = command.get_command(context, name)
                if child:
                    page += pages(child, f"{path} {name}")
        return page

    return "\n".join([INTRODUCTION, *pages(cli, "selaras")])


if __name__ == "__main__":
    PAGE.write_text(render(), "utf-8")
