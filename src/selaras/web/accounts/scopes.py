"""Who asks, and how far they may see: the one source of every list's limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from selaras.web.accounts.models import Grant, Instansi, User
from selaras.web.accounts.roles import ABOVE_INSTANSI, MAY, Permission, Role

NOTHING = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Held:
    """One role in force: where it reaches. `path` is the unit's place in the tree; all below begins with it."""

    role: Role
    instansi: int
    path: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody asking, within one instansi, with the roles they hold there today."""

    user: User
    instansi: Instansi | None
    held: tuple[Held, ...]

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
        return tuple(path for path in found if not any(path != top and path.startswith(top) for top in found))

    def reaches(self, permission: Permission, path: str) -> bool:
        """Whether it is allowed for the unit at `path`."""
        return self._above(permission) or any(path.startswith(top) for top in self.paths(permission))

    def within(self, permission: Permission, field: str = "unit__path") -> Q:
        """The condition that keeps a query inside the scope. `field`: the path of the unit a row belongs to."""
        if self._above(permission):
            return Q()
        within = NOTHING
        for path in self.paths(permission):
            within |= Q(**{f"{field}__startswith": path})
        return within

    def in_instansi(self, permission: Permission, field: str = "instansi") -> Q:
        """The condition for rows of the instansi as a whole: the permission must reach its root unit."""
        if self._above(permission):
            return Q()
        if self.instansi is None or not any(
            path.count("/") == ROOT_SLASHES for path in self.paths(permission)
        ):
            return NOTHING
        return Q(**{field: self.instansi})

    def _above(self, permission: Permission) -> bool:
        return any(held.role in ABOVE_INSTANSI and permission in MAY[held.role] for held in self.held)


ROOT_SLASHES = 2  # "/7/" is a root, "/7/12/" a unit below it


def asker_of(user: User, instansi_id: int | None, on: date) -> Asker:
    """Who asks: the roles of `user` on a day in one instansi (None or one without a grant: the first with one)."""
    grants = list(
        Grant.objects.on(on).filter(user=user).order_by("pk").values_list("role", "instansi_id", "unit__path")
    )
    instansi_ids = [grant[1] for grant in grants]
    chosen = instansi_id if instansi_id in instansi_ids else next(iter(instansi_ids), None)
    held = tuple(
        Held(Role(role), instansi, path)
        for role, instansi, path in grants
        if instansi == chosen or Role(role) in ABOVE_INSTANSI
    )
    instansi = Instansi.objects.get(pk=chosen) if chosen else None
    return Asker(user, instansi, held)
