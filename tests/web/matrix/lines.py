"""Read and check the lines of the matrix."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from selaras.web.accounts.roles import Permission, Role

HERE = Path(__file__).parent
WHO = {"public", "signed_in", "granted", "superadmin"}
BELONGS = {"unit", "instansi", "asker"}
EXPECTED = {"in", "page", "redirect", "sign_in", "refused"}


@dataclass(frozen=True)
class Line:
    """What is expected of one route (or of all whose name begins as one ending in `*`)."""

    name: str
    file: str
    who: str = ""
    permission: tuple[Permission, ...] = ()
    object: str = ""
    belongs: str = "unit"
    own_too: bool = False
    methods: tuple[str, ...] = ("get",)
    kwargs: dict[str, Any] = field(default_factory=dict)
    query: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    but: dict[str, Any] = field(default_factory=dict)


KNOWN = {each.name for each in fields(Line)} - {"name", "file"}


@cache
def all_lines() -> dict[str, Line]:
    """The lines of every YAML file in this folder, by route name."""
    found: dict[str, Line] = {}
    for path in sorted(HERE.glob("*.yaml")):
        for name, said in (yaml.safe_load(path.read_text()) or {}).items():
            assert name not in found, f"{path.name}: “{name}” is also in {found[name].file}."
            found[name] = _line(name, path.name, said or {})
    return found


def line_of(route: str) -> Line | None:
    """The line of a route: its own, else the longest one ending in `*` that fits."""
    lines = all_lines()
    if route in lines:
        return lines[route]
    fits = [line for name, line in lines.items() if name.endswith("*") and route.startswith(name[:-1])]
    return max(fits, key=lambda line: len(line.name), default=None)


def _line(name: str, file: str, said: dict[str, Any]) -> Line:
    where = f"tests/web/matrix/{file}, “{name}”"
    unknown = set(said) - KNOWN
    assert not unknown, f"{where}: unknown {sorted(unknown)}; known are {sorted(KNOWN)}."
    permissions = said.get("permission", [])
    said = said | {
        "permission": tuple(
            Permission(each) for each in ([permissions] if isinstance(permissions, str) else permissions)
        ),
        "methods": tuple(said.get("methods", ["get"])),
    }
    line = Line(name, file, **said)
    assert bool(line.who) != bool(line.permission), f"{where}: say either `who` or `permission`."
    assert not line.who or line.who in WHO, f"{where}: `who` is one of {sorted(WHO)}."
    assert line.belongs in BELONGS, f"{where}: `belongs` is one of {sorted(BELONGS)}."
    assert set(line.methods) <= {"get", "post"}, f"{where}: `methods` are get and post."
    for key, value in line.but.items():
        _check_exception(where, key, value)
    return line


def _check_exception(where: str, key: str, value: object) -> None:
    parts = key.split()
    actors = {"*", "anonymous", "superadmin", "nobody", *Role.values}
    places = {"*", "none", "own", "foreign_unit", "foreign_instansi"}
    known = len(parts) == 3 and parts[0] in actors and parts[1] in {"*", "get", "post"} and parts[2] in places
    assert known, f"{where}: “{key}” must be “who method place”, as “head post own” or “* get foreign_unit”."
    assert isinstance(value, int) or value in EXPECTED, (
        f"{where}: “{value}” must be a status or {sorted(EXPECTED)}."
    )
