"""What the tests of preparing and deciding have in common."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from selaras.web.accounts.roles import Role
from selaras.web.policies import actions
from selaras.web.policies.models import Version
from selaras.web.policies.parts import part_of, seen
from tests.web.cast import AT, Cast, House

STARTS = date(2026, 9, 1)
CITED = {"basis_id": "Keputusan Wali Kota Contoh 7/2026", "basis_en": "", "day": "01-09-2026"}


def begun(house: House, subject: str = "appointment") -> Version:
    """A version in preparation, with day, basis and reason."""
    by = house.users[Role.ADMIN]
    version = actions.begin(instansi=house.instansi, subject=subject, by=by, at=AT)
    return actions.describe(
        version=version,
        title=None,
        effective_from=STARTS,
        basis="Keputusan Wali Kota Contoh 7/2026",
        reason="Contoh perubahan.",
        by=by,
        at=AT,
    )


def changed_value(version: Version, house: House, part: str, value: Any) -> Version:
    """The version with another value, its basis left as it was."""
    return actions.write(
        version=version,
        part=part,
        value={**part_of(version.content, part), "value": value},
        was=seen(version.content, part),
        by=house.users[Role.ADMIN],
        at=AT,
    )


def submitted(
    house: House, subject: str = "appointment", part: str = "validity_years", value: Any = 2
) -> Version:
    """A version that waits for a second person."""
    version = changed_value(begun(house, subject), house, part, value)
    return actions.submit(version=version, by=house.users[Role.ADMIN], at=AT)


def sent(client: Client, version: Version, part: str, **said: str) -> Any:
    """The form of a part posted as a browser would: what it shows, with some fields changed."""
    from selaras.web.policies.forms import form_of

    form = form_of(version, part)
    data: dict[str, Any] = {}
    for name in form.fields:
        value = form[name].value()
        if hasattr(value, "strftime"):
            value = value.strftime("%d-%m-%Y")
        if value is not None:
            data[name] = value
    return client.post(reverse("policies:part", args=[version.pk, part]), {**data, **said})


def admin(cast: Cast) -> Client:
    """The browser of the administrator."""
    return cast.client(Role.ADMIN)
