"""The form that gives a role."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.apps import apps
from django.utils.translation import gettext_lazy as _

from selaras.clock import today
from selaras.web.accounts.forms import NIP_LENGTH, plain_nip
from selaras.web.accounts.models import Grant, User
from selaras.web.accounts.roles import GIVES, Permission, Role
from selaras.web.accounts.scopes import Asker

OFFERED = 200  # units named in the list to choose from; others are typed
DAY = "%d-%m-%Y"


class DayField(forms.DateField):
    """A day as people write it: dd-mm-yyyy."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format=DAY, attrs={"placeholder": "dd-mm-yyyy", "inputmode": "numeric"})
        super().__init__(input_formats=[DAY, "%d/%m/%Y", "%Y-%m-%d"], widget=widget, **kwargs)


class UnitForm(forms.Form):
    """Asks for a unit within the reach of a permission. (Units stand above accounts: asked by name.)"""

    reach: ClassVar[Permission]

    def __init__(self, *args: Any, asker: Asker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = apps.get_model("organisation", "Unit")
        self.units = unit._default_manager.filter(asker.within(self.reach, "path"), ended=False)

    def offered(self) -> list[Any]:
        """The first units of the reach, to choose from."""
        return list(self.units.order_by("path")[:OFFERED])

    def clean_unit(self) -> Any:
        """The one unit of the reach with this code or name."""
        typed = self.cleaned_data["unit"].strip()
        found = list(self.units.filter(code=typed)[:2]) or list(self.units.filter(name__iexact=typed)[:2])
        if not found:
            raise forms.ValidationError(_("Unit ini tidak ada dalam jangkauan Anda. Pilih dari daftar."))
        if len(found) > 1:
            raise forms.ValidationError(_("Ada beberapa unit bernama ini. Tulis kodenya."))
        return found[0]


class GrantForm(UnitForm):
    """Who gets which role where, from when to when, and on what ground."""

    reach = Permission.MANAGE_GRANTS
    nip = forms.CharField(
        label=_("NIP"), max_length=NIP_LENGTH, help_text=_("Pemegang akun di instansi ini.")
    )
    role = forms.ChoiceField(label=_("Peran"))
    unit = forms.CharField(
        label=_("Unit"),
        max_length=330,
        help_text=_("Nama atau kode unit; peran berlaku juga untuk semua unit di bawahnya."),
        widget=forms.TextInput(attrs={"list": "unit-pilihan", "autocomplete": "off"}),
    )
    standing = forms.ChoiceField(label=_("Kedudukan"), choices=Grant.Standing.choices)
    since = DayField(label=_("Mulai"))
    until = DayField(label=_("Sampai"), required=False, help_text=_("Wajib untuk Plh dan Plt."))
    on_behalf_of = forms.CharField(
        label=_("NIP yang digantikan"),
        max_length=NIP_LENGTH,
        required=False,
        help_text=_("Hanya untuk Plh dan Plt."),
    )
    document = forms.CharField(
        label=_("Dasar"), max_length=200, help_text=_("Nomor surat keputusan atau surat perintah.")
    )

    def __init__(self, *args: Any, asker: Asker, **kwargs: Any) -> None:
        super().__init__(*args, asker=asker, **kwargs)
        self.asker = asker
        given = {role for held in asker.held for role in GIVES.get(held.role, frozenset())}
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(each.value, each.label) for each in Role if each in given]
        self.fields["since"].initial = today()

    def clean_nip(self) -> User:
        """An account with a role in the instansi being worked in. Anybody else is as unknown as nobody."""
        return self._holder(self.cleaned_data["nip"])

    def clean_on_behalf_of(self) -> User | None:
        """Likewise, where somebody is replaced."""
        typed = self.cleaned_data["on_behalf_of"]
        return self._holder(typed) if typed else None

    def clean(self) -> dict[str, Any]:
        """A stand-in ends, and the days are in order."""
        said = super().clean() or {}
        since: date | None = said.get("since")
        until: date | None = said.get("until")
        if said.get("standing") != Grant.Standing.DEFINITIVE and not until and "until" not in self.errors:
            self.add_error("until", _("Plh atau Plt harus memiliki hari akhir."))
        if since and until and until < since:
            self.add_error("until", _("Hari akhir lebih awal daripada hari mulai."))
        if said.get("standing") == Grant.Standing.PLH and not said.get("on_behalf_of"):
            self.add_error("on_behalf_of", _("Plh menggantikan seseorang: tulis siapa."))
        return said

    def _holder(self, typed: str) -> User:
        here = Grant.objects.filter(instansi=self.asker.instansi)
        user = User.objects.filter(nip=plain_nip(typed), grants__in=here, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Tidak ada akun aktif dengan NIP ini di instansi Anda."))
        return user
