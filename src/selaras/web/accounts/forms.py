"""Forms of signing in, and of accounts and roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm as CodeForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NIP_LENGTH = 30
CODE_LENGTH = 20


def plain_nip(typed: str) -> str:
    """A NIP as it is kept; people write its groups apart. A name of one's own stays as it is."""
    together = "".join(typed.split())
    return together if together.isdecimal() else typed.strip()


class SignInForm(LoginForm):  # type: ignore[misc]  # the package ships no types
    """NIP and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = _("NIP"), _("Kata sandi")
        login.widget = forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autofocus": True,
                "autocapitalize": "off",
                "spellcheck": "false",
            }
        )
        password.widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
        password.help_text = ""

    def clean_login(self) -> str:
        """Without the spaces between the groups."""
        return plain_nip(self.cleaned_data["login"])


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]  # the package ships no types
    """A new password of one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_password(self, "oldpassword", _("Kata sandi sekarang"), "current-password")
        _name_password(self, "password1", _("Kata sandi baru"), "new-password")
        _name_password(self, "password2", _("Kata sandi baru, sekali lagi"), "new-password")
        self.fields["password1"].help_text = rules()


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]  # the package ships no types
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_password(self, "password", _("Kata sandi"), "current-password")


class FactorForm(CodeForm):  # type: ignore[misc]  # the package ships no types
    """The code of the second factor, at signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_code(self, _("Enam angka dari aplikasi autentikator, atau salah satu kode cadangan Anda."))


class FactorAgainForm(CodeAgainForm):  # type: ignore[misc]  # the package ships no types
    """The code of the second factor, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_code(self, _("Enam angka dari aplikasi autentikator, atau salah satu kode cadangan Anda."))


class NewFactorForm(ActivateTOTPForm):  # type: ignore[misc]  # the package ships no types
    """The first code of a new second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_code(self, _("Enam angka yang sedang tampil di aplikasi."))


class ActivateForm(forms.Form):
    """The code from the slip, and the password somebody chooses."""

    nip = forms.CharField(
        label=_("NIP"),
        max_length=NIP_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Kode aktivasi"),
        max_length=CODE_LENGTH,
        help_text=_("Dua belas huruf dan angka pada slip Anda; tanda hubung boleh dilewati."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    password1 = forms.CharField(
        label=_("Kata sandi baru"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    password2 = forms.CharField(
        label=_("Kata sandi baru, sekali lagi"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = rules()

    def clean_nip(self) -> str:
        """Without the spaces between the groups."""
        return plain_nip(self.cleaned_data["nip"])

    def clean(self) -> dict[str, Any]:
        """The password follows the rules, and was typed twice alike."""
        said = super().clean() or {}
        first, second = said.get("password1"), said.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Kedua kata sandi tidak sama."))
        elif first:
            try:
                validate_password(first)
            except ValidationError as error:
                self.add_error("password1", error)
        return said


class ReasonForm(forms.Form):
    """Why somebody does what touches another person."""

    why = forms.CharField(label=_("Alasan"), max_length=500)


def rules() -> str:
    """What a password must be, in the language of the page."""
    return " ".join(str(text) for text in password_validators_help_texts())


def _name_password(form: forms.Form, name: str, label: StrPromise, autocomplete: str) -> None:
    field = form.fields[name]
    field.label, field.help_text = label, ""
    field.widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})


def _name_code(form: forms.Form, help_text: StrPromise) -> None:
    field = form.fields["code"]
    field.label, field.help_text = _("Kode"), help_text
    field.widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True, "spellcheck": "false"}
    )
