"""Forms about units."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.clock import today
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.organisation.actions import version
from selaras.web.organisation.forms.fields import PAST_OR_PLAN, DayField, ReasonField, UnitField, edited
from selaras.web.organisation.models import Position, Unit
from selaras.web.organisation.naming import NAME_LIMIT, UNIT_CODE_LIMIT


def token() -> str:
    """What makes two sendings of one form the same: the code of what it adds is made from it."""
    return uuid4().hex


class UnitAddForm(forms.Form):
    """A new unit below another."""

    name = forms.CharField(label=_("Nama unit"), max_length=NAME_LIMIT)
    code = forms.CharField(
        label=_("Kode"),
        max_length=UNIT_CODE_LIMIT,
        required=False,
        help_text=_("UNOR ID dari SIASN bila ada. Kosong: dibuatkan."),
    )
    since = DayField(label=_("Berlaku mulai"), initial=today)
    reason = ReasonField()
    token = forms.CharField(max_length=32, initial=token, widget=forms.HiddenInput)

    def made_code(self) -> str:
        """The code given, or one that the same form always makes."""
        return self.cleaned_data["code"] or f"U-{self.cleaned_data['token'][:12]}"


class UnitForm(forms.Form):
    """A unit's name and place from a day on."""

    name = forms.CharField(label=_("Nama unit"), max_length=NAME_LIMIT)
    parent = UnitField(label=_("Unit induk"))
    since = DayField(
        label=_("Berlaku mulai"),
        initial=today,
        help_text=PAST_OR_PLAN,
    )
    reason = ReasonField()
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, unit: Unit, asker: Asker, **kwargs: Any) -> None:
        initial = {"name": unit.name, "parent": unit.parent, "seen": version(unit)}
        super().__init__(*args, **{"initial": initial} | kwargs)
        if unit.parent_id is None:
            del self.fields["parent"]
            return
        within = Unit.objects.visible_to(asker, Permission.EDIT_ORGANISATION)
        # Where it is now may lie above the scope: it can stay there.
        stays = Unit.objects.filter(pk=unit.parent_id)
        self.fields["parent"].units = within.filter(instansi=unit.instansi, ended=False) | stays  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What was changed: name, parent or both."""
        return edited(self, ("name", "parent"))


class EndForm(forms.Form):
    """The last day of a unit or position."""

    last_day = DayField(label=_("Hari terakhir berlaku"), initial=today)
    reason = ReasonField()
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owner: Unit | Position, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"seen": version(owner)}} | kwargs)


class ResumeForm(forms.Form):
    """From which day a unit or position that ended stands again."""

    since = DayField(label=_("Berlaku lagi mulai"), initial=today)
    reason = ReasonField()
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, owner: Unit | Position, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"seen": version(owner)}} | kwargs)
