"""What the pages count of the people asked about."""

from __future__ import annotations

from datetime import date

from selaras.web.evaluations.endings import Ending, endings
from selaras.web.maps import tallies
from selaras.web.maps.asked import Asked
from selaras.web.maps.keeping import kept
from selaras.web.maps.tallies import Tally


def tally(about: Asked) -> Tally:
    """Everything that one pass over the answers counts."""
    run = about.run
    if run is None:
        return Tally()
    return kept(about, ("tally",), lambda: tallies.tally(about.answers, run.on))


def ending(about: Asked, on: date) -> list[Ending]:
    """Results that count on a day and end within half a year."""
    run = about.run
    if run is None:
        return []
    return kept(about, ("endings", on), lambda: endings(about.answers, run, on))
