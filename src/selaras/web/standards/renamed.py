"""Competencies that seem renamed: those that vanished from what stands, beside new ones with a name alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from selaras.clock import today
from selaras.law.similar import likeness, similar_pairs
from selaras.web.standards.models import Link, Piece, Version
from selaras.web.standards.reading import form_of, history, holds

Names = dict[str, tuple[str, str]]  # code → kind, name


def suggested(version: Version, form: Mapping[str, Any]) -> list[Link]:
    """Pairs to be decided by a person, most alike first, not saved. Nothing is merged by it.

    An entry of a dictionary is also paired with the standards of its own document: so it is tied to their codes.
    """
    asked, listed = names_in(form), _names(form["dictionary"])
    old, origin = _earlier(before(version, form))
    came = {code: said for code, said in asked.items() if code not in old}
    gone = {code: said for code, said in old.items() if code not in asked and code not in listed}
    tied = {code: said for code, said in listed.items() if code not in old and code not in asked}
    known = {code: said for code, said in {**old, **asked}.items() if code not in listed}
    return [*_links(version, came, gone, origin), *_links(version, tied, known, origin)]


def codes_of(version: Version) -> dict[str, str]:
    """The codes that competencies of a version take from earlier ones, by its own; a chain ends at its oldest."""
    same = version.links.filter(decision=Link.Decision.SAME)
    codes = dict(same.values_list("code", "earlier_code"))
    found = {}
    for code, earlier in codes.items():
        seen = {code}
        while earlier in codes and earlier not in seen:
            seen.add(earlier)
            earlier = codes[earlier]
        found[code] = earlier
    return found


def chosen(version: Version, code: str, earlier_code: str) -> Link | None:
    """The pair of two codes that a person names, not saved; None when one of them is not there."""
    new, (old, origin) = names_of(version), _earlier(published(version))
    if code not in new or earlier_code not in old or code == earlier_code:
        return None
    alike = likeness(new[code][1], old[earlier_code][1])
    return _link(version, (code, new[code][1]), (earlier_code, old[earlier_code][1]), origin, alike)


def unlinked(version: Version) -> Names:
    """The competencies of a version in preparation that no published version knows by their code."""
    old, _origin = _earlier(published(version))
    return {code: said for code, said in names_of(version).items() if code not in old}


def earlier_alike(
    version: Version, name: str, sought: str, here: Names
) -> list[tuple[str, str, str, int, bool]]:
    """Every published competency that holds a text in its name: code, kind, name, likeness, and whether it vanished.

    Those that the version (`here`: its competencies) does not have any more come first, then the most alike.
    """
    old, _origin = _earlier(published(version))
    wanted = sought.casefold()
    rows = [
        (code, kind, each, likeness(name, each), code not in here)
        for code, (kind, each) in old.items()
        if wanted in f"{each} {code}".casefold()
    ]
    return sorted(rows, key=lambda row: (not row[4], -row[3], row[2]))


def published(version: Version) -> list[Version]:
    """Every version ever published for its instansi, oldest first."""
    return list(history(version.instansi)) if version.instansi else []


def before(version: Version, form: Mapping[str, Any]) -> list[Version]:
    """What a version is compared with: the newest published one of its act and the dictionaries that hold today.

    All that hold today for a first version, and for a dictionary.
    """
    if version.act is None:
        return []
    all_of_them = published(version)
    same = [each for each in all_of_them if each.act_id == version.act_id]
    others = [each for each in all_of_them if each.act_id != version.act_id and holds(each, today())]
    if same and not form["dictionary"]:
        kind = Piece.Kind.DICTIONARY
        listed = Piece.objects.filter(version__in=[each.pk for each in others], kind=kind).order_by()
        there = set(listed.values_list("version", flat=True).distinct())
        others = [each for each in others if each.pk in there]
    return [*others, *same[-1:]]


def names_of(version: Version) -> Names:
    """Kind and name of every competency of a version as its parts have them by now, by code."""
    rows = version.pieces.exclude(kind=Piece.Kind.ACT).values_list("kind", "data")
    found: Names = {}
    for kind, data in rows.iterator(chunk_size=100):
        found |= _names([data] if kind == Piece.Kind.DICTIONARY else data["competencies"])
    return found


def names_in(form: Mapping[str, Any]) -> Names:
    """Kind and name of every competency that a form's standards ask for, by code."""
    return _names(row for standard in _standards(form) for row in standard["competencies"])


def _earlier(versions: Iterable[Version]) -> tuple[Names, dict[str, Version]]:
    old: Names = {}
    origin: dict[str, Version] = {}
    for each in versions:
        form = form_of(each).model_dump(mode="json")
        for code, said in (_names(form["dictionary"]) | names_in(form)).items():
            old[code], origin[code] = said, each
    return old, origin


def _links(version: Version, came: Names, gone: Names, origin: Mapping[str, Version]) -> Iterable[Link]:
    for kind in sorted({kind for kind, _name in came.values()}):
        new = [(code, name) for code, (of, name) in came.items() if of == kind]
        old = [(code, name) for code, (of, name) in gone.items() if of == kind]
        for pair in similar_pairs([(name,) for _, name in old], [(name,) for _, name in new]):
            yield _link(version, new[pair.after], old[pair.before], origin, pair.likeness)


def _link(
    version: Version,
    new: tuple[str, str],
    old: tuple[str, str],
    origin: Mapping[str, Version],
    alike: int,
) -> Link:
    return Link(
        version=version,
        code=new[0][:200],
        name=new[1][:300],
        earlier_code=old[0][:200],
        earlier_name=old[1][:300],
        earlier=origin.get(old[0]),
        likeness=alike,
    )


def _names(rows: Iterable[Mapping[str, Any]]) -> Names:
    return {row["code"]: (row["kind"], " ".join(row["name"].split())) for row in rows}


def _standards(form: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (*form["job_classes"], *form["position_standards"])
