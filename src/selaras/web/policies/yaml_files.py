"""Policies and lists as YAML: given out, and taken in after the same checks as everywhere."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import yaml
from django.http import HttpResponse

from selaras.errors import DataRefused, LawRefused, Place, Problem, Text
from selaras.law.policies import parsed, policies_of, whole
from selaras.law.trainings import training_equivalence
from selaras.web.policies.content import DAY, document, plain
from selaras.web.policies.items import GROUPS, VALUES
from selaras.web.policies.models import Version
from selaras.web.policies.parts import FRAME_PARTS
from selaras.web.policies.subjects import Subject

MOST_NODES = 20_000  # aliases of YAML can unfold a few lines into millions
_ENDLESS = re.compile(r"[-+]?[\d._]+e[-+]?\d{4,}", re.IGNORECASE)  # a number that takes for ever to write out
_NOT_THIS = Text("Berkas ini tidak dapat dipakai di sini.", "This file cannot be used here.")


def yaml_of(version: Version) -> HttpResponse:
    """A version as a download."""
    name = f"{version.subject}-{version.label or ('bawaan' if version.is_base else 'rancangan')}.yaml"
    text = yaml.safe_dump(document(version.content), sort_keys=False, allow_unicode=True, width=110)
    answer = HttpResponse(text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def content_from(version: Version, content: bytes, name: str) -> dict[str, Any]:
    """The content that a YAML file gives a version. Raises DataRefused with everything that is wrong."""
    raw = parsed(content, name)
    _bounded(raw)
    if not isinstance(raw, dict):
        raise _refused(
            name, "", "Berkas ini tidak berisi nama dan nilai.", "This file is not names and values."
        )
    if version.topic.is_policy:
        return _policy(version, raw, name)
    return _list(version, raw, name)


def _policy(version: Version, raw: dict[str, Any], name: str) -> dict[str, Any]:
    if raw.get("purpose") != version.subject:
        raise _refused(
            name,
            "purpose",
            f"“purpose” harus {version.subject}: berkas ini untuk keperluan lain.",
            f"“purpose” must be {version.subject}: this file is for something else.",
        )
    policies_of(raw, name)
    made: dict[str, Any] = plain(whole(raw))
    made["values"] = {key: made["values"][key] for key in VALUES if key in made["values"]}
    return made


def _list(version: Version, raw: dict[str, Any], name: str) -> dict[str, Any]:
    """A list's own codes come with the program; what may differ is its basis, or the groups of trainings."""
    try:
        said = plain(raw)
    except ValueError as error:
        raise _refused(name, "", str(error), str(error)) from error
    if version.subject == Subject.TRAININGS:
        training_equivalence(raw.get(GROUPS), name)
        return {GROUPS: [_both(group) for group in said[GROUPS]]}
    fixed = {key for key in version.content if key not in (*FRAME_PARTS, "trust")}
    strange = [key for key in said if key not in version.content]
    changed = [key for key in fixed if said.get(key) != version.content[key]]
    for key in (*strange, *changed):
        raise _refused(
            name,
            key,
            f"“{key}” datang bersama program dan tidak dapat diganti di sini.",
            f"“{key}” comes with the program and cannot be changed here.",
        )
    basis = said.get("basis")
    if not basis or not isinstance(basis, str | dict) or not isinstance(raw.get(DAY), date):
        raise _refused(
            name,
            "basis",
            "“basis” atau “effective_from” kosong atau tidak sah.",
            "“basis” or “effective_from” is missing or impossible.",
        )
    return {**version.content, **{key: said[key] for key in FRAME_PARTS if key in said}}


def _both(group: dict[str, Any]) -> dict[str, Any]:
    basis = group["basis"]
    return {**group, "basis": basis if isinstance(basis, dict) else {"id": basis, "en": basis}}


def _bounded(value: Any) -> None:
    """Refuse what unfolds without end."""
    waiting, seen = [value], 0
    while waiting:
        each = waiting.pop()
        seen += 1
        if seen > MOST_NODES:
            remedy = Text("Tulis nilainya tanpa acuan YAML.", "Write the values without YAML aliases.")
            raise DataRefused(_NOT_THIS, remedy)
        if isinstance(each, str) and _ENDLESS.fullmatch(each.strip()):
            remedy = Text("Tulis bilangannya tanpa pangkat.", "Write the number without an exponent.")
            raise DataRefused(_NOT_THIS, remedy)
        if isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each


def _refused(name: str, place: str, id: str, en: str) -> LawRefused:
    remedy = Text(
        "Unduh versi yang berlaku, ubah, lalu unggah.", "Download the version in force, change it, upload it."
    )
    problem = Problem("policy.file", Place(file=name, column=place), Text(id, en), remedy)
    return LawRefused(_NOT_THIS, remedy, (problem,))
