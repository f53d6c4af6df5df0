"""Keys for tests, and a client that shows one."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from django.test import Client

from selaras.clock import now, today
from selaras.web.accounts.keys_actions import issue_key
from selaras.web.accounts.keys_models import OFFERED, ApiKey
from selaras.web.accounts.roles import Permission, Role
from selaras.web.organisation.models import Unit
from tests.web.cast import House

_number = count(1)
ALL = tuple(OFFERED)


def key_for(
    house: House, unit: Unit | None = None, scopes: tuple[Permission, ...] = ALL, per_minute: int = 1200
) -> tuple[ApiKey, str]:
    """A key of a house, for a unit of it or all of it."""
    return issue_key(
        unit=unit or house.root,
        owner=house.users[Role.INTEGRATOR],
        name=f"Contoh kunci {next(_number)}",
        scopes=scopes,
        expires_on=today() + timedelta(days=30),
        per_minute=per_minute,
        by=house.users[Role.ADMIN],
        at=now(),
    )


def program(text: str, **options: Any) -> Client:
    """A program that shows this key."""
    return Client(headers={"Authorization": f"Bearer {text}"}, **options)
