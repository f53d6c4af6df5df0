"""Versions for the tests of policies, written straight into the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from selaras.web.accounts.roles import Role
from selaras.web.policies.content import digest_of, embedded
from selaras.web.policies.models import Version
from selaras.web.policies.reading import changed
from tests.web.cast import AT, House


def content(subject: str, starts: date, **values: Any) -> dict[str, Any]:
    """The embedded content with other values, from a day on."""
    made = embedded(subject)
    if "values" in made:
        made["effective_from"] = starts.isoformat()
        for name, value in values.items():
            made["values"][name]["value"] = value
    return made


def approved(house: House, subject: str, starts: date, number: int = 1, **values: Any) -> Version:
    """An approved version, without its entry in the log."""
    said = content(subject, starts, **values)
    version = Version.objects.create(
        instansi=house.instansi,
        subject=subject,
        number=number,
        state=Version.State.APPROVED,
        content=said,
        digest=digest_of(said),
        effective_from=starts,
        submitted_by=house.users[Role.ADMIN],
        submitted_at=AT,
        approved_by=house.users[Role.AUTHORITY],
        approved_at=AT,
    )
    changed()
    return version
