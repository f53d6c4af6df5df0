"""What other apps ask: which standards hold on a day, which version of an act held, what a version says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from selaras.core.model import Regulation
from selaras.law.enact import to_regulation
from selaras.law.form import Form
from selaras.web.accounts.models import Instansi
from selaras.web.kept import Kept
from selaras.web.standards.models import Version

KEPT = 32  # regulations and forms held in memory; a government has a handful in force

_regulations: Kept[tuple[str, date, date | None], Regulation] = Kept(KEPT)
_forms: Kept[str, Form] = Kept(KEPT)
_published = [0]  # how often this process published or ended something: what was asked before is asked again


def in_force(instansi: Instansi, on: date) -> tuple[Regulation, ...]:
    """The regulations that hold for an instansi on a day, its own and those of the nation, by act."""
    return tuple(regulation_of(version) for version in history(instansi) if holds(version, on))


def history(instansi: Instansi) -> tuple[Version, ...]:
    """Every version ever published for an instansi, with `ended_on`. One query for each Instansi in memory."""
    kept = instansi.__dict__.get("_standards_published")
    if kept is None or kept[0] != _published[0]:
        rows = Version.objects.used_by(instansi).published().select_related("act")
        kept = (_published[0], tuple(rows.order_by("act__act_id", "number")))
        instansi.__dict__["_standards_published"] = kept
    found: tuple[Version, ...] = kept[1]
    return found


def version_ids(instansi: Instansi, on: date) -> list[int]:
    """The keys of the versions that hold on a day: what a run stores."""
    return [version.pk for version in history(instansi) if holds(version, on)]


def stamp(instansi: Instansi, on: date) -> tuple[str, ...]:
    """What names everything in force on a day by its content: equal stamps, equal regulations."""
    return tuple(version.digest for version in history(instansi) if holds(version, on))


def laws(instansi: Instansi, versions: Collection[int]) -> tuple[Regulation, ...]:
    """The regulations of given versions of an instansi: those that a run stored."""
    return tuple(regulation_of(version) for version in history(instansi) if version.pk in versions)


def version_of(instansi: Instansi, act_id: str, on: date) -> Version | None:
    """The version of an act that holds on a day, or None."""
    return next(
        (each for each in history(instansi) if each.act and each.act.act_id == act_id and holds(each, on)),
        None,
    )


def holds(version: Version, on: date) -> bool:
    """Whether a published version (with `ended_on`) holds on a day."""
    ended = _ended(version)
    return _starts(version) <= on and (ended is None or on < ended)


def form_of(version: Version) -> Form:
    """What a version says, from memory where it was asked before."""
    return _forms.get(version.digest, lambda: Form.model_validate(version.form))


def regulation_of(version: Version) -> Regulation:
    """A published version (with `ended_on`) as the engine evaluates with it: in force from its own day to its end."""
    start, ended = _starts(version), _ended(version)

    def made() -> Regulation:
        form = form_of(version)
        head = form.instrument.model_copy(update={"in_force_from": start})
        law = to_regulation(form.model_copy(update={"instrument": head}))
        return replace(law, instrument=replace(law.instrument, ended_on=ended))

    return _regulations.get((version.digest, start, ended), made)


def digest_of(form: Mapping[str, Any]) -> str:
    """What names a form by its content: sha256 of its JSON with sorted keys."""
    text = json.dumps(form, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def generation() -> int:
    """How often this process published or ended something."""
    return _published[0]


def changed() -> None:
    """Something was published or ended: what this process keeps of lists is out of date."""
    _published[0] += 1


def _starts(version: Version) -> date:
    if version.effective_from is None:
        raise ValueError("a version without a day has not been published")
    return version.effective_from


def _ended(version: Version) -> date | None:
    ended: date | None = version.ended_on  # type: ignore[attr-defined]
    return ended
