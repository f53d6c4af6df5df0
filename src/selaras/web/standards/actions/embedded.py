"""Publish an act that comes with the program: what a fresh installation begins with."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import transaction

from selaras.law.load import embedded_form
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.standards.actions.storing import store_parts
from selaras.web.standards.indexing import index
from selaras.web.standards.models import Act, Version
from selaras.web.standards.pieces import parts_of
from selaras.web.standards.reading import changed, digest_of


@transaction.atomic
def publish_embedded(*, act_id: str, instansi: Instansi, by: User | None, at: datetime) -> Version:
    """The embedded act as version 1 of an instansi, in force from its own day; the standing one if it is there.

    It was read and checked with the program, so nobody confirms it anew. Raises UsageError for an unknown id.
    """
    form, digest = embedded(act_id)
    act = act_of(form, instansi)
    standing = act.versions.filter(state=Version.State.PUBLISHED).first()
    if standing:
        return standing
    version = Version.objects.create(
        instansi=instansi,
        act=act,
        number=1,
        state=Version.State.PUBLISHED,
        form=form,
        digest=digest,
        effective_from=date.fromisoformat(form["instrument"]["in_force_from"]),
        read_at=at,
        published_by=by,
        published_at=at,
    )
    store_parts(version, parts_of(form))
    index(version)
    said = {"act": str(act), "number": 1, "effective_from": version.effective_from, "digest": digest}
    record("standards.publish_embedded", version, by=by, at=at, instansi=instansi, after=said)
    changed()
    return version


def act_of(form: dict[str, Any], instansi: Instansi | None) -> Act:
    """The act that a form is of, made when it is not there."""
    head = form["instrument"]
    said = {name: head[name] for name in ("number", "year", "short", "title")} | {"kind": head["type"]}
    said["short"] = said["short"] or f"{head['type']} {head['number']}/{head['year']}"
    act, _new = Act.objects.get_or_create(instansi=instansi, act_id=head["id"], defaults=said)
    return act


@lru_cache(maxsize=8)
def embedded(act_id: str) -> tuple[dict[str, Any], str]:
    """The form of an embedded act as JSON holds it, and its digest. Not to be changed by who asks."""
    form = embedded_form(act_id).model_dump(mode="json")
    return form, digest_of(form)
