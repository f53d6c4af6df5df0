"""Competencies that seem renamed: those that vanished from what stands, beside new ones with a name alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from selaras.clock import today
from selaras.law.similar import similar_pairs
from selaras.web.standards.models import Link, Version
from selaras.web.standards.reading import form_of, history, holds


def suggested(version: Version, form: Mapping[str, Any]) -> list[Link]:
    """Pairs to be decided by a person, most alike first, not saved. Nothing is merged by it."""
    earlier = before(version)
    if not earlier:
        return []
    new, old = names_in(form), {}
    origin: dict[str, Version] = {}
    for each in earlier:
        for code, said in names_in(form_of(each).model_dump(mode="json")).items():
            old[code], origin[code] = said, each
    found = []
    for kind in sorted({kind for kind, _name in new.values()}):
        came = [(code, name) for code, (of, name) in new.items() if of == kind and code not in old]
        gone = [(code, name) for code, (of, name) in old.items() if of == kind and code not in new]
        for pair in similar_pairs([(name,) for _, name in gone], [(name,) for _, name in came]):
            code, name = came[pair.after]
            earlier_code, earlier_name = gone[pair.before]
            found.append(
                Link(
                    version=version,
                    code=code[:200],
                    name=name[:300],
                    earlier_code=earlier_code[:200],
                    earlier_name=earlier_name[:300],
                    earlier=origin[earlier_code],
                    likeness=pair.likeness,
                )
            )
    return found


def before(version: Version) -> list[Version]:
    """What a version is compared with: the newest published one of its act, else all that hold today."""
    if version.act is None or version.instansi is None:
        return []
    published = list(history(version.instansi))
    same = [each for each in published if each.act_id == version.act_id]
    return same[-1:] or [each for each in published if holds(each, today())]


def names_in(form: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Kind and name of every competency that a form's standards ask for, by code."""
    return {
        row["code"]: (row["kind"], " ".join(row["name"].split()))
        for standard in _standards(form)
        for row in standard["competencies"]
    }


def _standards(form: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (*form["job_classes"], *form["position_standards"])
