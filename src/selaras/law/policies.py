"""Evaluation policies: YAML beside its legal basis → `core.policy.Policy`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from selaras.core.model import RowKey
from selaras.core.policy import Policy, Purpose
from selaras.errors import LawRefused, Place, Problem, Text, UsageError
from selaras.law.cited import REMEDY, exact, problem, refused
from selaras.law.invalid import what_is_wrong
from selaras.law.lists import data, ranks, sources
from selaras.law.trainings import trainings_value

_POLICY = TypeAdapter(Policy)
_ALLOWED = {"purpose", "extends", "title", "effective_from", "values", "not_applicable", "variants"}


def embedded_policies() -> tuple[str, ...]:
    """Names of the embedded policies: one for each purpose."""
    return tuple(str(purpose) for purpose in Purpose)


def policies(name_or_path: str | Path) -> tuple[Policy, ...]:
    """The policies of one purpose, a variant for each group of employment types.

    `name_or_path` is an embedded name (`appointment`) or a YAML file of the same form. Raises UsageError for
    an unknown name and LawRefused, with every violation and its path in the file, for a policy that is wrong.
    """
    if str(name_or_path) in embedded_policies():
        return _embedded(str(name_or_path))
    path = Path(name_or_path)
    if not path.is_file():
        known = ", ".join(embedded_policies())
        raise UsageError(
            Text(f"Kebijakan “{name_or_path}” tidak ditemukan.", f"There is no policy “{name_or_path}”."),
            Text(
                f"Pilih salah satu: {known}, atau berikan berkas YAML.",
                f"Choose {known}, or give a YAML file.",
            ),
        )
    return policies_of(parsed(path.read_bytes(), path.name), path.name)


def policies_of(raw: object, name: str) -> tuple[Policy, ...]:
    """The policies of a document that is read already, of the form of a policy file. `name` is said in complaints.

    Raises LawRefused with every violation and its path in the document.
    """
    return _build(raw, name)


def parsed(content: bytes, name: str) -> object:
    """What a policy file says, not checked yet. Raises LawRefused when it is not YAML."""
    try:
        return yaml.safe_load(content.decode("utf-8"))
    except (
        yaml.YAMLError,
        ValueError,
        RecursionError,
    ) as error:  # ValueError: not UTF-8, or an impossible date
        mark = getattr(error, "problem_mark", None)
        place = Place(file=name, line=mark.line + 1 if mark else None)
        found = Problem(
            "policy.not_yaml", place, Text("Bukan YAML yang sah.", "This is not valid YAML."), REMEDY
        )
        raise refused(name, (found,)) from error


def whole(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A document with everything written out that it takes from elsewhere: what it extends, named band sets.

    Such a document means the same whatever a later release of the program brings along.
    """
    full = _inherited(raw)
    full.pop("extends", None)
    bands = full["values"].get("bands")
    if isinstance(bands, Mapping) and _in(code := bands.get("value"), table := data("national/bands.yaml")):
        written = {"code": code, "bands": table[code]["bands"]}
        full["values"] = {**full["values"], "bands": {**bands, "value": written}}
    found: dict[str, Any] = exact(full)
    return found


def embedded_document(name: str) -> dict[str, Any]:
    """An embedded policy as a whole document. Raises UsageError for an unknown name."""
    return whole(_raw(name))


@cache
def _embedded(name: str) -> tuple[Policy, ...]:
    return _build(_raw(name), name)


def _raw(name: str) -> Mapping[str, Any]:
    if name not in embedded_policies():
        raise UsageError(
            Text(
                f"Kebijakan dasar “{name}” tidak ada.",
                f"There is no policy “{name}” to extend.",
            ),
            REMEDY,
        )
    text = files("selaras.law").joinpath("data", "policies", f"{name}.yaml").read_text("utf-8")
    raw: Mapping[str, Any] = yaml.safe_load(text)
    return raw


def _build(raw: object, file: str) -> tuple[Policy, ...]:
    if not isinstance(raw, Mapping) or "purpose" not in raw:
        raise refused(file, (problem(file, "purpose", "kosong", "missing"),))
    found = [problem(file, str(key), "tidak dikenal", "unknown") for key in raw if key not in _ALLOWED]
    found += [
        problem(file, part, "harus berupa nama dan nilai", "not a mapping")
        for part in ("values", "not_applicable")
        if part in raw and not isinstance(raw[part], Mapping)
    ]
    if "variants" in raw or "extends" not in raw:
        found += _variant_problems(raw.get("variants"), file)
    if found:
        raise refused(file, tuple(found))
    whole = _inherited(raw)
    if file not in embedded_policies():
        found += _early(raw, file)
    built = [_variant(whole, variant, file, found) for variant in whole["variants"]]
    if found:  # what all variants share is found in each
        raise refused(file, tuple(dict.fromkeys(found)))
    return tuple(policy for policy in built if policy)


def _variant_problems(variants: object, file: str) -> Iterator[Problem]:
    """Each variant names the types of employment that it is for."""
    if not isinstance(variants, list) or not variants:
        yield problem(file, "variants", "kosong", "missing")
        return
    for number, variant in enumerate(variants):
        path = f"variants.{number}"
        if not isinstance(variant, Mapping) or not _listed(variant.get("employment")):
            yield problem(file, f"{path}.employment", "kosong", "missing")
        if not isinstance(variant, Mapping):
            continue
        if not isinstance(variant.get("not_applicable", {}), Mapping):
            yield problem(file, f"{path}.not_applicable", "harus berupa nama dan nilai", "not a mapping")
        for key in variant:
            if key not in ("employment", "not_applicable"):
                yield problem(file, f"{path}.{key}", "tidak dikenal", "unknown")


def _listed(value: object) -> bool:
    return isinstance(value, list) and bool(value)


def _inherited(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A policy with what it extends filled in: values and variants one by one, the rest as a whole."""
    base = _inherited(_raw(raw["extends"])) if "extends" in raw else {"values": {}, "not_applicable": {}}
    return base | dict(raw) | {part: base[part] | raw.get(part, {}) for part in ("values", "not_applicable")}


def _early(raw: Mapping[str, Any], file: str) -> Iterator[Problem]:
    """The file's own values that would be used on days before they take effect.

    Values as the embedded policy of that purpose has them may stay: their day is that of their basis, and copying
    that policy is how one's own begins.
    """
    purpose, start = raw["purpose"], raw.get("effective_from")
    known = embedded_document(purpose)["values"] if purpose in embedded_policies() else {}
    own = whole({**raw, "values": raw.get("values", {})})["values"]
    for name in raw.get("values", {}):
        cited = own[name]
        day = cited.get("effective_from") if isinstance(cited, Mapping) else None
        if (
            type(day) is type(start) is date
            and day > start
            and cited.get("value") != known.get(name, {}).get("value")
        ):
            yield Problem(
                "policy.early",
                Place(file=file, column=f"{name}.effective_from"),
                Text(
                    f"“{name}” baru berlaku pada {day:%d-%m-%Y}, padahal kebijakan ini dipakai sejak {start:%d-%m-%Y}.",
                    f"“{name}” takes effect on {day}, but this policy is used from {start} on.",
                ),
                Text(
                    f"Tulis `effective_from` kebijakan pada atau sesudah {day:%d-%m-%Y}.",
                    f"Let the policy's `effective_from` be {day} or later.",
                ),
            )


def _variant(
    raw: Mapping[str, Any], variant: Mapping[str, Any], file: str, found: list[Problem]
) -> Policy | None:
    """The policy of one variant; whatever is wrong with it is added to `found`."""
    values = dict(raw["values"])
    found += _resolve(values, file)
    fields = {
        "id": f"{raw['purpose']}/{'-'.join(map(str, variant['employment']))}",
        "purpose": raw["purpose"],
        "employment": variant["employment"],
        **{name: raw[name] for name in ("title", "effective_from") if name in raw},
        "not_applicable": raw["not_applicable"] | _not_applicable(variant, values),
        "training_equivalents": trainings_value(data("national/trainings.yaml")["equivalents"]),
        **values,
    }
    policy = _validated(exact(fields), file, found)
    if policy:
        named = [each.source for accepted in policy.sources.value.values() for each in accepted]
        found += _strange(file, "sources", named, sources())
    return policy


def _validated(fields: dict[str, Any], file: str, found: list[Problem]) -> Policy | None:
    """The policy of these fields. What is wrong is added to `found` and then set aside to look at the rest.

    A field that is wrong is replaced by that of an embedded policy, so that values which are possible in
    themselves but not for a policy are found in the same reading.
    """
    for _ in fields:  # each pass sets one aside at least
        try:
            return _POLICY.validate_python(fields, extra="forbid")
        except ValidationError as error:
            for each in error.errors():
                what = what_is_wrong(each)
                found.append(problem(file, ".".join(map(str, each["loc"])), what.id, what.en))
            wrong = {str(each["loc"][0]) for each in error.errors() if each["loc"]}
        except LawRefused as error:
            found += [replace(each, place=replace(each.place, file=file)) for each in error.problems] or [
                Problem("policy.invalid", Place(file=file, column="bands.value"), error.what, error.remedy)
            ]
            wrong = {each.place.column for each in error.problems} or {"bands"}
        fields = {name: value for name, value in fields.items() if name not in wrong} | _sound(wrong)
    return None


def _sound(names: set[str]) -> dict[str, Any]:
    """These fields as an embedded policy has them."""
    policy = _embedded(Purpose.APPOINTMENT)[0]
    return {
        field.name: getattr(policy, field.name) for field in dataclass_fields(policy) if field.name in names
    }


def _not_applicable(variant: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The rows that do not apply to a variant. Its rank row does as soon as an equivalence of ranks is cited."""
    rows = dict(variant.get("not_applicable", {}))
    if isinstance(cited := values.get("rank_equivalents"), Mapping) and cited.get("value"):
        rows.pop(str(RowKey.RANK), None)
    return rows


def _resolve(values: dict[str, Any], file: str) -> Iterator[Problem]:
    """Put the band set and the ranks in the place of their codes; a code that is unknown drops its value."""
    bands, equivalents = values.get("bands"), values.get("rank_equivalents")
    if isinstance(bands, Mapping) and isinstance(code := bands.get("value"), str):
        table = data("national/bands.yaml")
        yield from _strange(file, "bands", [code], table)
        values["bands"] = (
            {**bands, "value": {"code": code, "bands": table[code]["bands"]}}
            if code in table
            else _sound({"bands"})["bands"]
        )
    if isinstance(equivalents, Mapping) and isinstance(pairs := equivalents.get("value"), Mapping):
        yield from _strange(file, "rank_equivalents", [*pairs, *pairs.values()], ranks())
        known = {own: code for own, code in pairs.items() if _in(own, ranks()) and _in(code, ranks())}
        values["rank_equivalents"] = {
            **equivalents,
            "value": {own: ranks()[code] for own, code in known.items()},
        }


def _strange(file: str, name: str, codes: Sequence[object], table: Mapping[str, Any]) -> Iterator[Problem]:
    if strange := ", ".join(str(code) for code in codes if not _in(code, table)):
        yield problem(
            file, f"values.{name}", f"menyebut kode yang tidak dikenal: {strange}", f"unknown: {strange}"
        )


def _in(code: object, table: Mapping[str, Any]) -> bool:
    return isinstance(code, str) and code in table
