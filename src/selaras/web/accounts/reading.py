"""What the pages of accounts show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from selaras.clock import today
from selaras.web.accounts.errors import AccountsRefused
from selaras.web.accounts.forms import plain_nip
from selaras.web.accounts.models import Activation, Grant, GrantQuerySet, User, UserQuerySet
from selaras.web.accounts.roles import Permission, Role
from selaras.web.accounts.rules import check_manager, given_by
from selaras.web.accounts.scopes import Asker

UNUSABLE = "!"  # how a password begins that nobody set (Django's mark)


class State(models.TextChoices):
    """Whether somebody can sign in."""

    NEW = "baru", _("belum diaktifkan")
    ACTIVE = "aktif", _("sudah aktif")
    CLOSED = "tutup", _("dinonaktifkan")


STATES = {
    State.NEW: Q(is_active=True, password__startswith=UNUSABLE),
    State.ACTIVE: Q(is_active=True) & ~Q(password__startswith=UNUSABLE),
    State.CLOSED: Q(is_active=False),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for among accounts."""

    text: str
    state: str


def accounts(asker: Asker, asked: Asked) -> UserQuerySet:
    """Accounts within reach, by name, each with its roles within reach (`shown`)."""
    found = User.objects.visible_to(asker).order_by("name", "pk")
    if asked.text:
        found = found.filter(Q(name__icontains=asked.text) | Q(nip__startswith=plain_nip(asked.text)))
    if asked.state in State.values:
        found = found.filter(STATES[State(asked.state)])
    return found.prefetch_related(Prefetch("grants", queryset=_shown(asker), to_attr="shown"))


def state_of(user: User) -> State:
    """Whether somebody can sign in with an account."""
    if not user.is_active:
        return State.CLOSED
    return State.ACTIVE if user.has_usable_password() else State.NEW


def about(asker: Asker, user: User) -> dict[str, Any]:
    """Everything the page of one account shows."""
    try:
        check_manager(asker.user, user)
        problem = None
    except AccountsRefused as error:
        problem = error
    code = Activation.objects.filter(user=user, used_at=None, withdrawn_at=None).first()
    return {
        "account": user,
        "state": state_of(user),
        "grants": _shown(asker).filter(user=user),
        "factor": Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists(),
        "code": code,
        "problem": problem,
    }


def _shown(asker: Asker) -> GrantQuerySet:
    grants = Grant.objects.on(today()).visible_to(asker, Permission.MANAGE_ACCOUNTS)
    return grants.select_related("unit", "on_behalf_of").order_by("pk")


def grants(asker: Asker, day: date, text: str, role: str) -> GrantQuerySet:
    """Who holds what on a day, within reach."""
    found = Grant.objects.held_on(day).visible_to(asker)
    if text:
        found = found.filter(Q(user__name__icontains=text) | Q(user__nip__startswith=plain_nip(text)))
    if role in Role.values:
        found = found.filter(role=role)
    return found.select_related("user", "unit", "on_behalf_of").order_by("user__name", "pk")


def takeable(asker: Asker, shown: list[Grant]) -> set[int]:
    """Which of the grants shown the asker may take."""
    return {
        grant.pk
        for grant in shown
        if not grant.revoked_at and Role(grant.role) in given_by(asker, grant.unit.path)
    }


def never_active_in(asker: Asker, path: str) -> list[User]:
    """Accounts of employees at or below a unit that never were activated and are within reach."""
    there = Grant.objects.on(today()).filter(
        user=OuterRef("pk"), role=Role.EMPLOYEE, unit__path__startswith=path
    )
    found = User.objects.visible_to(asker).filter(STATES[State.NEW]).filter(Exists(there))
    return list(found.exclude(pk=asker.user.pk).order_by("pk"))


def units_with_new(asker: Asker) -> QuerySet[Any]:
    """Units with accounts that never were activated (`waiting`: how many, those below not counted); and the tops."""
    unit = apps.get_model("organisation", "Unit")
    reach = asker.within(Permission.MANAGE_ACCOUNTS, "path")
    new = Q(grants__role=Role.EMPLOYEE, grants__revoked_at=None) & Q(
        grants__user__is_active=True, grants__user__password__startswith=UNUSABLE
    )
    waiting = Count("grants__user", filter=new, distinct=True)
    found = unit._default_manager.filter(reach, ended=False).annotate(waiting=waiting)
    tops = asker.paths(Permission.MANAGE_ACCOUNTS)
    return found.filter(Q(waiting__gt=0) | Q(path__in=tops)).order_by("path")
