"""Profiles that were printed, on record: who, when, for whom, of which content. A digest on paper is found there again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from selaras.core.policy import Purpose
from selaras.errors import Language
from selaras.web.accounts.models import User
from selaras.web.audit.record import Written, record_many
from selaras.web.people.models import Person
from selaras.web.reports.models import Bundle

PRINT = "reports.print_profile"


@transaction.atomic
def record_print(
    *,
    person: Person,
    digest: str,
    on: date,
    purpose: Purpose,
    position: str,
    language: Language,
    by: User,
    at: datetime,
) -> None:
    """Note one profile. `position`: what the person was compared with, where it is not the position held."""
    said = {"digest": digest, "on": on, "purpose": str(purpose), "language": language}
    if position:
        said["position"] = position
    record_many([Written(PRINT, person, person.instansi_id, after=said)], by=by, at=at)


def record_bundle(*, bundle: Bundle, digests: Mapping[int, str], by: User, at: datetime) -> None:
    """Note every profile of a zip, in the transaction that stores the zip. `digests`: by person."""
    said = {"on": bundle.on, "purpose": bundle.purpose, "language": bundle.language, "bundle": bundle.pk}
    rows = (
        Written(
            PRINT,
            f"{Person._meta.label_lower}:{person}",
            bundle.instansi_id,
            after={"digest": digest, **said},
        )
        for person, digest in sorted(digests.items())
    )
    record_many(rows, by=by, at=at)
