"""What must happen, worked out from the table of roles and the places of the cast – not from the application's code."""

from __future__ import annotations

from selaras.web.accounts.roles import ABOVE_INSTANSI, MAY, Permission, Role
from tests.web.cast import AT_ROOT
from tests.web.matrix.lines import Line
from tests.web.matrix.makers import FOREIGN_INSTANSI, OWN

# Who asks, besides the roles: somebody not signed in, the superadmin, an account without a role.
ANONYMOUS, SUPERADMIN, NOBODY = "anonymous", "superadmin", "nobody"
ACTORS = (ANONYMOUS, SUPERADMIN, NOBODY, *Role.values)


def expected(line: Line, actor: str, method: str, place: str) -> str | int:
    """The class of answer: "in", "page", "redirect", "sign_in", "refused", or a status."""
    for key, value in line.but.items():
        if all(said in {"*", asked} for said, asked in zip(key.split(), (actor, method, place), strict=True)):
            return int(value) if isinstance(value, int) else str(value)
    if line.who == "public":
        return "in"
    if actor == ANONYMOUS:
        return "sign_in"
    if line.who == "superadmin":
        return "in" if actor == SUPERADMIN else "refused"
    if line.who == "signed_in":
        return _of_asker(line, place)
    if actor in {SUPERADMIN, NOBODY}:
        return 403
    if line.who == "granted":
        return _of_asker(line, place)
    return _of_role(line, Role(actor), place)


def _of_asker(line: Line, place: str) -> str | int:
    """Everybody may, each with what is theirs."""
    return 404 if line.object and place != OWN else "in"


def _of_role(line: Line, role: Role, place: str) -> str | int:
    held = [permission for permission in line.permission if permission in MAY[role]]
    own = line.own_too and Permission.VIEW_OWN in MAY[role]
    if not held and not own:
        return 403
    if not line.object:
        return "in"
    if place == OWN and own:
        return "in"
    return "in" if held and _reaches(line, role, place) else 404


def _reaches(line: Line, role: Role, place: str) -> bool:
    if line.belongs == "asker":
        return place == OWN
    if role in ABOVE_INSTANSI:
        return True
    if place == FOREIGN_INSTANSI:
        return False
    return role in AT_ROOT or (line.belongs == "unit" and place == OWN)


def fits(answer: str | int, status: int, location: str) -> bool:
    """Whether an answer is of the expected class. `location`: where a redirect leads."""
    to_sign_in = 300 <= status < 400 and ("/akun/masuk/" in location or "/login/" in location)
    classes: dict[str | int, bool] = {
        "in": status in {400, 409, 413, 422, 429} or (status < 400 and not to_sign_in),
        "page": 200 <= status < 300,
        "redirect": 300 <= status < 400 and not to_sign_in,
        "sign_in": to_sign_in,
        "refused": to_sign_in or status in {403, 404},
    }
    return classes.get(answer, status == answer)
