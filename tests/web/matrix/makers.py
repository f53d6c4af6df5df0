"""What routes point to: for each kind of thing, how to make one in a place of the cast."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import tests.web.matrix
from selaras.web.accounts.models import User
from selaras.web.organisation.models import Unit
from tests.web.cast import Cast, House

OWN, FOREIGN_UNIT, FOREIGN_INSTANSI = "own", "foreign_unit", "foreign_instansi"


@dataclass(frozen=True)
class Place:
    """Where a thing is made. `owner`: whose it is, for things that belong to one account."""

    name: str
    cast: Cast
    house: House
    unit: Unit
    owner: User


Maker = Callable[[Place], Any]
_MAKERS: dict[str, Maker] = {}


def maker(name: str) -> Callable[[Maker], Maker]:
    """Register a maker. It returns a model instance (its pk fills the address), or a dict of the address's parts."""

    def register(make: Maker) -> Maker:
        assert name not in _MAKERS, f"Two makers are called “{name}”."
        _MAKERS[name] = make
        return make

    return register


@cache
def all_makers() -> dict[str, Maker]:
    """Every maker of every `makers_*.py` in this folder."""
    for module in pkgutil.iter_modules(tests.web.matrix.__path__):
        if module.name.startswith("makers_"):
            importlib.import_module(f"tests.web.matrix.{module.name}")
    return _MAKERS
