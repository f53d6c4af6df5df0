"""Who asks, and how far they may see: the one source of every list's limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from selaras.web.accounts.models import Grant, Instansi, User
from selaras.web.accounts.roles import ABOVE_INSTANSI, DECIDING, MAY, Permission, Role

NOTHING = Q(pk__in=())
# Not an empty Q: that one vanishes when something is put beside it with “or”.
EVERYTHING = ~NOTHING
ROOT_SLASHES = 2  # "/7/" is a root, "/7/12/" a unit below it


@dataclass(frozen=True, slots=True)
class Held:
    """One role in force: where it reaches. `path` is the unit's place in the tree; all below begins with it.

    `stands_in_until`: the last day of a Plh or Plt; None for a role held in one's own right.
    """

    role: Role
    instansi: int
    path: str
    stands_in_until: date | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody asking, within one instansi, with the roles they hold there today.

    `choices`: the instansi in which they hold a role, to switch between. `deciding`: whether any role, in any
    instansi, needs a second factor.
    """

    user: User
    instansi: Instansi | None
    held: tuple[Held, ...]
    choices: tuple[Instansi, ...] = ()
    deciding: bool = False

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held."""
        return frozenset(held.role for held in self.held)

    @property
    def national(self) -> bool:
        """Whether a role held stands above every instansi."""
        return bool(self.roles & ABOVE_INSTANSI)

    def may(self, permission: Permission) -> bool:
        """Whether any role held allows it anywhere."""
        return any(permission in MAY[held.role] for held in self.held)

    def paths(self, permission: Permission) -> tuple[str, ...]:
        """The subtrees within which it is allowed; one inside another is left out."""
        found = sorted({held.path for held in self.held if permission in MAY[held.role]})
        return tuple(path for path in found if not any(path != top and inside(path, top) for top in found))

    def reaches(self, permission: Permission, path: str) -> bool:
        """Whether it is allowed for the unit at `path`."""
        return self._above(permission) or any(inside(path, top) for top in self.paths(permission))

    def within(self, permission: Permission, field: str = "unit__path") -> Q:
        """The condition that keeps a query inside the scope. `field`: the path of the unit a row belongs to."""
        if self._above(permission):
            return EVERYTHING
        within = NOTHING
        for path in self.paths(permission):
            within |= Q(**{f"{field}__startswith": path})
        return within

    def in_instansi(self, permission: Permission, field: str = "instansi") -> Q:
        """The condition for rows of the instansi as a whole: the permission must reach its root unit."""
        if self._above(permission):
            return EVERYTHING
        if self.instansi is None or not any(is_root(path) for path in self.paths(permission)):
            return NOTHING
        return Q(**{field: self.instansi.pk})

    def _above(self, permission: Permission) -> bool:
        return any(held.role in ABOVE_INSTANSI and permission in MAY[held.role] for held in self.held)


def inside(path: str, top: str) -> bool:
    """Whether a unit stands at or below another. Both paths end in "/": unit 12 is not inside unit 1."""
    return well_formed(top) and path.startswith(top)


def well_formed(path: str) -> bool:
    """Whether a path names a place in the tree; an empty one would reach everything."""
    return len(path) > ROOT_SLASHES and path[0] == path[-1] == "/"


def is_root(path: str) -> bool:
    """Whether a path is that of an instansi's root unit."""
    return well_formed(path) and path.count("/") == ROOT_SLASHES


def asker_of(user: User, instansi_id: int | None, on: date) -> Asker:
    """Who asks: the roles of `user` on a day in one instansi (None or one without a grant: the first with one).

    Costs one query.
    """
    grants = [
        grant
        for grant in Grant.objects.on(on).filter(user=user).select_related("instansi", "unit").order_by("pk")
        # Neither can be made by the actions; if one ever stood there, it must not open a door.
        if well_formed(grant.unit.path) and grant.unit.instansi_id == grant.instansi_id
    ]
    choices = {grant.instansi_id: grant.instansi for grant in grants}
    chosen = choices.get(instansi_id or 0) or next(iter(choices.values()), None)
    held = tuple(
        Held(
            Role(grant.role),
            grant.instansi_id,
            grant.unit.path,
            None if grant.standing == Grant.Standing.DEFINITIVE else grant.until,
        )
        for grant in grants
        if grant.instansi == chosen or grant.role in ABOVE_INSTANSI
    )
    deciding = any(grant.role in DECIDING for grant in grants)
    return Asker(user, chosen, held, tuple(choices.values()), deciding)
