"""Which standard applies to a position on a day (specification §2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from selaras.core.model import Position, PositionType, Regulation, Standard
from selaras.core.verdict import NoStandard, Reason


def applicable(
    position: Position, instruments: Sequence[Regulation], on: date, order: Sequence[str] = ()
) -> Standard | NoStandard:
    """Exactly one standard, or why there is none.

    Only instruments of the position's own region or of the nation are asked, and only those in force on `on`.
    `order` names instrument ids, the preferred first: a policy's way out when several apply.
    """
    if position.type is not PositionType.EXECUTOR:
        return NoStandard(Reason.NOT_COVERED)
    regulations = tuple(
        r for r in instruments if r.instrument.in_force(on) and r.instrument.region in (None, position.region)
    )
    found = tuple(s for r in regulations for s in r.standards if s.applies_to.matches(position))
    if len(found) == 1:
        return found[0]
    if found:
        for instrument in order:
            preferred = [s for s in found if s.instrument.id == instrument]
            if len(preferred) == 1:
                return preferred[0]
        return NoStandard(Reason.SEVERAL_STANDARDS, found, regulations)
    if position.job_class is None:
        return NoStandard(Reason.CLASS_NOT_RECORDED, (), regulations)
    return NoStandard(Reason.NO_STANDARD_IN_FORCE, (), regulations)
