"""Every write to units, positions and the classes of titles."""

from selaras.web.organisation.actions.bulk import Wanted, ensure_positions, ensure_units

__all__ = ["Wanted", "ensure_positions", "ensure_units"]
