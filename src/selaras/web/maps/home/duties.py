"""What auditors and admins look at first: whether the chain is whole, how accounts stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from selaras.web.accounts.models import User
from selaras.web.accounts.reading import STATES, State
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.audit.models import Check, Seal
from selaras.web.ui.registry import Panel


def chain(asker: Asker) -> Iterable[Panel]:
    """The last walk along the chains and the last seal, for who audits."""
    if not asker.may(Permission.VIEW_AUDIT):
        return
    context: dict[str, Any] = {
        "check": Check.objects.first(),
        "seal": Seal.objects.first(),
        "url": reverse("audit:list"),
    }
    yield Panel("maps/home_chain.html", context, order=30, style="maps/maps.css")


def accounts(asker: Asker) -> Iterable[Panel]:
    """Accounts within reach by whether somebody can sign in with them."""
    if not asker.may(Permission.MANAGE_ACCOUNTS):
        return
    visible = User.objects.visible_to(asker).order_by()
    counted = visible.aggregate(**{str(state.value): Count("pk", filter=STATES[state]) for state in State})
    url = reverse("accounts:list")
    context = {
        "states": [
            (state.label, counted[state.value], f"{url}?keadaan={state.value}", state) for state in State
        ],
        "everybody": visible.aggregate(all=Count("pk", filter=Q()))["all"],
        "url": url,
    }
    yield Panel("maps/home_accounts.html", context, order=31, style="maps/maps.css")
