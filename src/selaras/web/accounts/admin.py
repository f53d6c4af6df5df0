"""Django's admin, for superadmins at an address of its own: the installation, not the people.

Registered are instansi, accounts, roles, the audit chain and jobs; everything that is only appended is read-only, and
what can be done goes through the actions, so that it is on record. Personal data is not here: whoever looks at a
record needs a role, and is seen looking.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import secure_admin_login
from django import forms
from django.apps import apps
from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from selaras.clock import now
from selaras.errors import SelarasError
from selaras.web.accounts.actions import code_ended, grant_role, issue_codes, revoke_grant
from selaras.web.accounts.models import Grant, Instansi, User
from selaras.web.accounts.roles import Role
from selaras.web.accounts.words import CODE_ENDED, told
from selaras.web.audit.record import record


class Site(admin.AdminSite):
    """Only what is registered here; what packages bring (second factors, sessions) is nobody's to read."""

    site_header = site_title = "Selaras"
    site_url = None
    final_catch_all_view = False

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """On the page that everybody uses: it is on record there."""
        return redirect("account_change_password")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """As everybody signs out: on record."""
        get_adapter(request).logout(request)
        return redirect("account_login")


site = Site()
site.login = secure_admin_login(site.login)  # type: ignore[method-assign]  # as allauth says to: second factor and all
# What is shown of rows that nobody changes: not what an entry says of people, nor what a job was asked or refused.
READ_ONLY = {
    "audit.Entry": ("number", "at", "by", "instansi", "action", "subject", "hash"),
    "audit.Seal": ("at", "number", "hash", "batch_number", "batch_hash", "key", "signature"),
    "jobs.Job": ("kind", "instansi", "owner", "state", "attempts", "created_at", "started_at", "finished_at"),
    "organisation.Unit": ("instansi", "code", "name", "path", "ended"),
}


class ReadOnly(admin.ModelAdmin[Any]):
    """Rows that nobody changes by hand."""

    actions = None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


class NoDelete(admin.ModelAdmin[Any]):
    """Rows that stay: what was done under them must remain told."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


@admin.register(Instansi, site=site)
class InstansiAdmin(NoDelete):
    """Governments of this installation."""

    list_display = ("name", "code", "region", "synthetic")

    @transaction.atomic
    def save_model(
        self, request: HttpRequest, obj: Instansi, form: forms.ModelForm[Any], change: bool
    ) -> None:
        """Save, on record."""
        before = _fields(Instansi.objects.get(pk=obj.pk)) if change else None
        super().save_model(request, obj, form, change)
        verb = "change_instansi" if change else "make_instansi"
        by = _by(request)
        record(f"accounts.{verb}", obj, by=by, at=now(), instansi=obj, before=before, after=_fields(obj))


@admin.register(User, site=site)
class UserAdmin(NoDelete):
    """Accounts: made here for the first administrators; a code lets them in."""

    list_display = ("name", "nip", "is_active", "is_superuser", "last_login")
    search_fields = ("name", "nip")
    list_filter = ("is_active", "is_superuser")
    fields = ("nip", "name", "is_active", "last_login", "is_superuser")
    readonly_fields = ("last_login", "is_superuser")
    actions = ("issue_code",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The NIP is how somebody is known: never changed."""
        return (*self.readonly_fields, "nip") if obj else self.readonly_fields

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm[Any], change: bool) -> None:
        """Save, on record; a new account gets no password but a code."""
        before = _fields(User.objects.get(pk=obj.pk)) if change else None
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        verb = "change_account" if change else "make_account"
        record(f"accounts.{verb}", obj, by=_by(request), at=now(), before=before, after=_fields(obj))

    @admin.action(description=_("Buat kode aktivasi baru (mengakhiri kata sandi dan sesi)"))
    def issue_code(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Codes, shown once."""
        try:
            for slip in issue_codes(users=list(queryset), by=_by(request), at=now(), why="Superadmin"):
                self.message_user(request, f"{slip.name}: {slip.code}", messages.WARNING)
        except SelarasError as error:
            self.message_user(request, told(error), messages.ERROR)


class NewGrantForm(forms.ModelForm[Grant]):
    """A role given through its action, so that its rules hold here too."""

    class Meta:
        model = Grant
        fields = ("user", "unit", "role", "standing", "on_behalf_of", "since", "until", "document")

    def clean(self) -> dict[str, Any]:
        """The period is possible."""
        said = super().clean() or {}
        unit = said.get("unit")
        if unit:
            self.instance.instansi_id = unit.instansi_id
        return said


@admin.register(Grant, site=site)
class GrantAdmin(NoDelete):
    """Roles: given and taken, never changed."""

    list_display = ("user", "role", "unit", "instansi", "since", "until", "revoked_at")
    list_filter = ("role", "instansi")
    search_fields = ("user__name", "user__nip")
    list_select_related = ("user", "unit", "instansi")
    raw_id_fields = ("user", "unit", "on_behalf_of")
    form = NewGrantForm
    actions = ("revoke",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The list, for its actions; never one grant."""
        return obj is None

    def save_model(self, request: HttpRequest, obj: Grant, form: forms.ModelForm[Any], change: bool) -> None:
        """Give the role through its action."""
        said = form.cleaned_data
        try:
            made = grant_role(
                user=said["user"],
                role=Role(said["role"]),
                unit=said["unit"],
                since=said["since"],
                until=said["until"],
                document=said["document"],
                standing=said["standing"],
                on_behalf_of=said["on_behalf_of"],
                by=_by(request),
                at=now(),
            )
        except SelarasError as error:
            messages.set_level(request, messages.ERROR)  # no word of success after it
            self.message_user(request, told(error), messages.ERROR)
        else:
            obj.pk, obj.granted_at = made.pk, made.granted_at
            if code_ended(made):
                self.message_user(request, CODE_ENDED, messages.WARNING)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Only what was given."""
        return super().log_addition(request, obj, message) if obj.pk else None

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> Any:
        """Back to the list."""
        return self.response_post_save_add(request, obj)

    @admin.action(description=_("Cabut"))
    def revoke(self, request: HttpRequest, queryset: QuerySet[Grant]) -> None:
        """Take the roles."""
        for grant in queryset:
            try:
                revoke_grant(grant=grant, why="Superadmin", by=_by(request), at=now())
            except SelarasError as error:
                self.message_user(request, told(error), messages.ERROR)


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _fields(row: models.Model) -> dict[str, Any]:
    hidden = {"password", "last_login"}
    return {
        each.attname: getattr(row, each.attname)
        for each in row._meta.concrete_fields
        if each.name not in hidden
    }


for label, shown in READ_ONLY.items():
    site.register(apps.get_model(label), ReadOnly, fields=shown)
