"""Code lists of the national frame: ranks, education, core competencies, trainings, sources of results.

Each list is a YAML file beside its legal basis; nothing of it is written in Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from selaras.core.model import EducationLevel, Kind, Rank, normalise
from selaras.errors import Text


@cache
def data(name: str) -> Any:
    """The content of `law/data/<name>`, a YAML file."""
    return yaml.load(
        files("selaras.law").joinpath("data", name).read_text("utf-8"),
        Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
    )


@dataclass(frozen=True, slots=True)
class CoreCompetency:
    """A competency of the national frame with every name met for it."""

    code: str
    kind: Kind
    aliases: tuple[str, ...]
    siasn: str


@cache
def ranks() -> Mapping[str, Rank]:
    """Every rank by its code, both scales (`III/a`, `IX`)."""
    return {
        row["code"]: Rank(scale, row["order"], row["code"], row["name"])
        for scale, rows in data("national/ranks.yaml")["scales"].items()
        for row in rows
    }


@cache
def ranks_by_siasn() -> Mapping[str, Rank]:
    """PNS ranks by BKN's code (`31` is III/a)."""
    return {row["siasn"]: ranks()[row["code"]] for row in data("national/ranks.yaml")["scales"]["pns"]}


@cache
def education_levels() -> Mapping[str, EducationLevel]:
    """Every level of education by its code (`S-1`)."""
    rows = data("national/education.yaml")["levels"]
    return {row["code"]: EducationLevel(row["order"], row["code"], row["name"]) for row in rows}


@cache
def education_by_name() -> Mapping[str, EducationLevel]:
    """Levels of education by every normalised spelling met, and by BKN's code with and without leading zero."""
    found: dict[str, EducationLevel] = {}
    for row in data("national/education.yaml")["levels"]:
        level = education_levels()[row["code"]]
        for name in (*row["names"], row["code"], row["name"], row["siasn"], row["siasn"].lstrip("0")):
            found[normalise(name)] = level
    return found


@cache
def core_competencies() -> tuple[CoreCompetency, ...]:
    """The nine core competencies in their usual order."""
    return tuple(
        CoreCompetency(row["code"], Kind(row["kind"]), tuple(row["aliases"]), row["siasn"])
        for row in data("national/competencies.yaml")["core"]
    )


@cache
def competency_code_of_name() -> Mapping[str, str]:
    """Code of a core competency by every normalised alias."""
    return {normalise(alias): core.code for core in core_competencies() for alias in core.aliases}


@cache
def training_equivalents() -> tuple[frozenset[str], ...]:
    """Groups of normalised training names that count as one another."""
    groups = data("national/trainings.yaml")["equivalents"]
    return tuple(frozenset(normalise(name) for name in group["names"]) for group in groups)


@cache
def sources() -> Mapping[str, Text]:
    """Names of the sources of competency results by code, in their listed order."""
    return {row["code"]: Text(row["id"], row["en"]) for row in data("national/sources.yaml")["sources"]}


@cache
def predicates() -> tuple[str, ...]:
    """Yearly predicates of performance, best first."""
    return tuple(row["name"] for row in data("national/performance.yaml")["predicates"])


@cache
def sanction_degrees() -> Mapping[str, Text]:
    """Degrees of disciplinary sanctions by code, lightest first."""
    return {row["code"]: Text(row["id"], row["en"]) for row in data("national/performance.yaml")["degrees"]}
