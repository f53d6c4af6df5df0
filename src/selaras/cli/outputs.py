"""Where results go: never over what is read, never over an earlier file of rejects."""

from __future__ import annotations

from pathlib import Path

from selaras.errors import Text, UsageError


def guard_output(output: Path, *inputs: Path | str | None) -> None:
    """Make the folder of `output`; raise UsageError when writing it would destroy something that is read."""
    for given in inputs:
        if given is not None and Path(given).exists() and Path(given).resolve() == output.resolve():
            raise UsageError(
                Text(
                    f"{output.name} sedang dibaca; hasilnya tidak boleh menimpanya.",
                    f"{output.name} is being read; the result must not overwrite it.",
                ),
                Text("Beri nama lain pada -o.", "Give another name to -o."),
            )
    output.parent.mkdir(parents=True, exist_ok=True)


def free_name(path: Path) -> Path:
    """`path` if nothing stands there, else the first of `name-2`, `name-3` … that is free: never overwrites."""
    found, number = path, 1
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found
