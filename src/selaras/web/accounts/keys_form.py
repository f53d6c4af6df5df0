"""The form that issues a key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from selaras.clock import today
from selaras.web.accounts.grant_form import OFFERED as OFFERED_UNITS
from selaras.web.accounts.grant_form import DayField
from selaras.web.accounts.keys_actions import MOST_PER_MINUTE
from selaras.web.accounts.keys_models import OFFERED, PER_MINUTE
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Permission, Role
from selaras.web.accounts.scopes import Asker

FIRST = timedelta(days=180)


class KeyForm(forms.Form):
    """What for, where, on whose behalf, for what, until when."""

    name = forms.CharField(
        label=_("Nama kunci"), max_length=120, help_text=_("Untuk program apa, misalnya: dasbor pimpinan.")
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Penanggung jawab"),
        help_text=_("Pemegang peran integrator. Akses program tercatat atas namanya."),
    )
    unit = forms.CharField(
        label=_("Unit"),
        max_length=330,
        help_text=_("Nama atau kode unit; kunci menjangkau juga semua unit di bawahnya."),
        widget=forms.TextInput(attrs={"list": "unit-pilihan", "autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Cakupan"),
        required=False,
        choices=[(each.value, each.label) for each in OFFERED],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tanpa cakupan, kunci hanya membaca standar. Nama dan NIP perlu “melihat data pegawai”."),
    )
    expires_on = DayField(label=_("Berlaku sampai"), help_text=_("Paling lama satu tahun."))
    per_minute = forms.IntegerField(
        label=_("Permintaan per menit"), min_value=1, max_value=MOST_PER_MINUTE, initial=PER_MINUTE
    )

    def __init__(self, *args: Any, asker: Asker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = apps.get_model("organisation", "Unit")  # units stand above accounts: asked by name
        self.units = unit._default_manager.filter(asker.within(Permission.MANAGE_KEYS, "path"), ended=False)
        holding = Grant.objects.on(today()).filter(role=Role.INTEGRATOR, instansi=asker.instansi)
        owners = User.objects.filter(grants__in=holding, is_active=True).distinct().order_by("name", "pk")
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        self.fields["expires_on"].initial = today() + FIRST

    def offered(self) -> list[Any]:
        """The first units of the reach, to choose from."""
        return list(self.units.order_by("path")[:OFFERED_UNITS])

    def clean_unit(self) -> Any:
        """The one unit of the reach with this code or name."""
        typed = self.cleaned_data["unit"].strip()
        found = list(self.units.filter(code=typed)[:2]) or list(self.units.filter(name__iexact=typed)[:2])
        if not found:
            raise forms.ValidationError(_("Unit ini tidak ada dalam jangkauan Anda. Pilih dari daftar."))
        if len(found) > 1:
            raise forms.ValidationError(_("Ada beberapa unit bernama ini. Tulis kodenya."))
        return found[0]
