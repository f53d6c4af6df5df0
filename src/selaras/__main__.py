"""Entry point: `selaras` and `python -m selaras`."""

from __future__ import annotations

from selaras.cli.app import main

if __name__ == "__main__":
    main()
