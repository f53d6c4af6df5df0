"""Who answers for people sees them as a whole: verdicts, commonest gaps, evidence that ends soon."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from selaras.clock import today
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.maps.asked import FEW, SEE, Asked, asked
from selaras.web.maps.counting import tally
from selaras.web.maps.figures import Gap, commonest, verdicts
from selaras.web.maps.naming import competencies
from selaras.web.maps.tallies import Tally, outcomes
from selaras.web.maps.views.overview import windows
from selaras.web.ui.registry import Panel

FEW_GAPS = 4
LARGE = 10_000  # people: beyond, the home page counts verdicts only, and the map counts the rest


def panel(asker: Asker) -> Iterable[Panel]:
    """The newest run, small. Where there is none: what would fill this place."""
    if not asker.may(SEE) or not (asker.instansi or asker.national):
        return
    about = asked(asker, {})
    context: dict[str, Any] = {
        "about": about,
        "map_url": about.url("index"),
        "may_run": asker.may(Permission.EVALUATE),
    }
    if about.run:
        context |= _figures(about)
    yield Panel("maps/home_unit.html", context, order=20, wide=True, style="maps/maps.css")


def _figures(about: Asked) -> dict[str, Any]:
    counted = Tally(outcomes=outcomes(about.answers))
    counted.people = sum(counted.outcomes.values())
    if not about.names_people and counted.people < FEW:
        return {"few": True}
    found: dict[str, Any] = {"people": counted.people, "verdicts": verdicts(about, counted)}
    if about.run and 0 < counted.people <= LARGE:
        found |= {"gaps": _gaps(about), "windows": windows(about, today()), "rest": True}
    return found


def _gaps(about: Asked) -> list[Gap]:
    if about.run is None:
        return []
    return commonest(about, tally(about), competencies(about.run))[:FEW_GAPS]
