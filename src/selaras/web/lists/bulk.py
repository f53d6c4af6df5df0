"""Bulk actions of a list: what may be done with many rows at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from selaras.errors import Text
from selaras.web.accounts.roles import Permission
from selaras.web.lists.columns import Label


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something done with many rows, for who holds the permission for each of them.

    Either `route`: a page of the app that begins with `chosen.chosen(request, key, permission)`. Or `run`: an action
    `run(rows, *, by, at, **cleaned_data of form) -> Text` (what to tell), after a page that shows what will be done.
    `rows` is the scoped and filtered QuerySet, never numbers somebody sent.
    """

    key: str
    label: Label
    permission: Permission
    icon: str = "list-checks"
    route: str = ""
    run: Callable[..., Text] | None = None
    form: type[forms.Form] | None = None
    warning: Label = ""
