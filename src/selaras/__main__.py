"""Entry point: `selaras` and `python -m selaras`.

Brings together the commands on files and those of the application, which do not know each other.
"""

from __future__ import annotations

from selaras.cli import app
from selaras.web import commands

cli = app.group({**app.COMMANDS, **commands.COMMANDS})


def main() -> None:
    """Run the command line."""
    app.main(cli)


if __name__ == "__main__":
    main()
