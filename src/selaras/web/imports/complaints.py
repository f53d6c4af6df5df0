"""What is wrong in a file, person by person: the foundation's problems as rows keep and pages show them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from selaras.errors import DataRefused, Place, Problem, Severity, Text
from selaras.files.people import PeopleFile

SHOWN = 200  # problems kept of a file that cannot be used at all

OUT_OF_REACH = Problem(
    "out_of_reach",
    Place(),
    Text(
        "Pegawai ini berada di luar unit yang menjadi wewenang Anda.",
        "This person is outside the units you are responsible for.",
    ),
    Text(
        "Minta analis instansi mengimpor berkas ini.",
        "Ask an analyst of the whole instansi to import this file.",
    ),
)


def stored(found: Problem) -> dict[str, Any]:
    """A problem as JSON."""
    return {
        "code": found.code,
        "place": str(found.place),
        "what": asdict(found.what),
        "remedy": asdict(found.remedy),
        "warning": found.severity is Severity.WARNING,
    }


def refusal_of(error: DataRefused) -> dict[str, Any]:
    """A file that cannot be used, as an import keeps it."""
    problems = [stored(found) for found in error.problems[:SHOWN]]
    return {"what": asdict(error.what), "remedy": asdict(error.remedy), "problems": problems}


@dataclass(slots=True)
class Complaints:
    """By NIP; by row where no NIP can be read; of the file as a whole."""

    of: dict[str, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    nameless: dict[tuple[str, int], list[Problem]] = field(default_factory=lambda: defaultdict(list))
    whole: list[Problem] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    rows: dict[str, tuple[str, int]] = field(default_factory=dict)


def complaints_of(people: PeopleFile) -> Complaints:
    """Sort the problems of a file by whom they concern."""
    found = Complaints()
    for place, (nip, name) in people.whose.items():
        if nip:
            found.rows.setdefault(nip, place)
            if name:
                found.names.setdefault(nip, name)
    for problem in people.problems:
        at = problem.place.row
        if at is None or (problem.place.sheet, at) not in people.whose:
            found.whole.append(problem)
            continue
        nip, _ = people.whose[problem.place.sheet, at]
        if nip:
            found.of[nip].append(problem)
        else:
            found.nameless[problem.place.sheet, at].append(problem)
    for sheet, rows in people.failed.items():
        for row in rows:
            if not people.whose.get((sheet, row), ("", ""))[0]:
                found.nameless.setdefault((sheet, row), [])
    return found


def name_of(people: PeopleFile, place: tuple[str, int]) -> str:
    """How a row without a readable NIP calls its person."""
    return people.whose.get(place, ("", ""))[1]


def place_of(where: tuple[str, int] | None) -> str:
    """Sheet and row as a page shows them."""
    return f"{where[0]}!{where[1]}"[-80:] if where else ""


def as_problems(error: DataRefused) -> list[Problem]:
    """What a check of an entry found."""
    return list(error.problems) or [Problem("entry", Place(), error.what, error.remedy)]


def grouped(problems: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Equal complaints together, commonest first, each with its first places."""
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for each in problems:
        group = groups.setdefault((each["code"], each["what"]["id"]), {**each, "count": 0, "places": []})
        group["count"] += 1
        if each["place"] and len(group["places"]) < 5:
            group["places"].append(each["place"])
    return sorted(groups.values(), key=lambda group: -int(group["count"]))
