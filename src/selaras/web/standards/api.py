"""Standards over the API: those in force on a day for the key's agency, and one version whole. No person in them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import BaseModel, ConfigDict, Field

from selaras.clock import today
from selaras.web.accounts.keys_gate import KeyRequest, needs
from selaras.web.accounts.keys_values import Day, Number
from selaras.web.standards.models import Version
from selaras.web.standards.present import address
from selaras.web.standards.reading import form_of, history, holds
from selaras.web.standards.shelf import NATION

router = Router(tags=["Standar"])


class StandardEntry(BaseModel):
    """A version of an act, as in the public list. `schema`: of what `standard` holds."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    pk: int
    schema_: str = Field(alias="schema")
    id: str
    instansi: str
    short: str
    title: str
    version: int
    digest: str
    in_force_from: date
    in_force_until_before: date | None
    url: str
    data: str


class StandardList(BaseModel):
    """What is in force on a day."""

    model_config = ConfigDict(extra="forbid")

    on: date
    standards: list[StandardEntry]


class StandardWhole(StandardEntry):
    """One version with everything it says."""

    standard: dict[str, Any] = Field(description="By the JSON Schema that `schema` names")


class StandardsAsked(Schema):
    """As of when. Empty: today."""

    model_config = ConfigDict(extra="forbid")

    on: Day | None = None


@router.get(
    "/standards",
    response=StandardList,
    by_alias=True,
    operation_id="standards",
    url_name="standards",
    summary="Standar yang berlaku · Standards in force",
)
def standards(request: KeyRequest, asked: Query[StandardsAsked]) -> StandardList:
    """The acts in force on a day for the key's agency: its own and those of the nation. Any key."""
    on = asked.on or today()
    found = [each for each in _published(request, StandardsAsked) if holds(each, on)]
    return StandardList(on=on, standards=[StandardEntry(**_entry(request, each)) for each in found])


@router.get(
    "/standards/{int:pk}",
    response=StandardWhole,
    by_alias=True,
    operation_id="standard",
    url_name="standard",
    summary="Satu versi standar · One version of a standard",
)
def standard(request: KeyRequest, pk: Number) -> StandardWhole:
    """A published version, in force or not, whole. Any key."""
    found = next((each for each in _published(request) if each.pk == pk), None)
    if found is None:
        raise Http404
    form: dict[str, Any] = json.loads(form_of(found).model_dump_json())
    return StandardWhole(**_entry(request, found), standard=form)


def _published(request: KeyRequest, takes: type[Schema] | None = None) -> tuple[Version, ...]:
    instansi = needs(request, takes=takes).instansi
    return history(instansi) if instansi else ()


def _entry(request: KeyRequest, version: Version) -> dict[str, Any]:
    absolute, act = request.build_absolute_uri, version.act
    if act is None:  # a published version has one: the database sees to it
        raise Http404
    place = act.instansi.code if act.instansi else NATION
    given = {"instansi": place, "act": act.act_id, "number": version.number}
    return {
        "pk": version.pk,
        "schema": absolute(reverse("standards:schema")),
        "id": act.act_id,
        "instansi": place,
        "short": act.short,
        "title": act.title,
        "version": version.number,
        "digest": version.digest,
        "in_force_from": version.effective_from,
        "in_force_until_before": version.ended_on,  # type: ignore[attr-defined]  # by `history`
        "url": absolute(address(version)),
        "data": absolute(reverse("standards:data", kwargs=given)),
    }
