"""The form that issues a key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.clock import today
from selaras.web.accounts.grant_form import DayField, UnitForm
from selaras.web.accounts.keys_actions import MOST_PER_MINUTE
from selaras.web.accounts.keys_models import OFFERED, PER_MINUTE
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import Permission, Role
from selaras.web.accounts.scopes import Asker

FIRST = timedelta(days=180)


class KeyForm(UnitForm):
    """What for, where, on whose behalf, for what, until when."""

    reach = Permission.MANAGE_KEYS
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
        super().__init__(*args, asker=asker, **kwargs)
        holding = Grant.objects.on(today()).filter(role=Role.INTEGRATOR, instansi=asker.instansi)
        owners = User.objects.filter(grants__in=holding, is_active=True).distinct().order_by("name", "pk")
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        self.fields["expires_on"].initial = today() + FIRST
