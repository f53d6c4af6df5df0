"""Every write to units, positions and the classes of titles."""

from selaras.web.organisation.actions.bulk import Wanted, ensure_positions, ensure_units
from selaras.web.organisation.actions.positions import (
    add_position,
    change_position,
    end_position,
    resume_position,
)
from selaras.web.organisation.actions.present import refresh_present
from selaras.web.organisation.actions.titles import Confirmed, Ruling, confirm_titles
from selaras.web.organisation.actions.units import add_unit, change_unit, end_unit, resume_unit
from selaras.web.organisation.actions.versions import version

__all__ = [
    "Confirmed",
    "Ruling",
    "Wanted",
    "add_position",
    "add_unit",
    "change_position",
    "change_unit",
    "confirm_titles",
    "end_position",
    "end_unit",
    "ensure_positions",
    "ensure_units",
    "refresh_present",
    "resume_position",
    "resume_unit",
    "version",
]
