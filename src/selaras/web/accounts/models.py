"""Instansi, users and grants."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from selaras.clock import WESTERN_INDONESIA, today
from selaras.web.accounts.keys_models import ApiKey
from selaras.web.accounts.roles import Permission, Role

if TYPE_CHECKING:  # scopes reads the grants of this module
    from selaras.web.accounts.scopes import Asker

__all__ = [
    "Activation",
    "ApiKey",
    "Grant",
    "GrantQuerySet",
    "Instansi",
    "User",
    "UserManager",
    "UserQuerySet",
]


class Instansi(models.Model):
    """A government that keeps its own people, positions and rules. Its root unit is the top of its tree."""

    code = models.SlugField(_("kode"), max_length=60, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    # As regulations name it: standards are for positions of one region.
    region = models.CharField(_("daerah"), max_length=200)
    synthetic = models.BooleanField(_("data sintetis"), default=False)

    class Meta:
        verbose_name = _("instansi")
        verbose_name_plural = _("instansi")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class UserQuerySet(models.QuerySet["User"]):
    """Accounts within a scope."""

    def visible_to(self, asker: Asker, permission: Permission = Permission.MANAGE_ACCOUNTS) -> UserQuerySet:
        """Those holding a role within the asker's reach; those without any role left, by the roles they had."""
        theirs = Grant.objects.filter(user=OuterRef("pk"))
        live = theirs.on(today())
        within = asker.within(permission)
        return self.filter(Exists(live.filter(within)) | ~Exists(live) & Exists(theirs.filter(within)))


class UserManager(BaseUserManager["User"]):
    """Makes users for Django's own commands."""

    def get_queryset(self) -> UserQuerySet:
        """Accounts, to be narrowed by scope."""
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, asker: Asker, permission: Permission = Permission.MANAGE_ACCOUNTS) -> UserQuerySet:
        """See UserQuerySet."""
        return self.get_queryset().visible_to(asker, permission)

    def create_user(self, nip: str, password: str | None = None, **fields: Any) -> User:
        """A user with a hashed password (None: cannot sign in until one is set)."""
        user = self.model(nip=nip, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, nip: str, password: str | None = None, **fields: Any) -> User:
        """A superadmin: enters Django's admin, and nothing else."""
        return self.create_user(nip, password, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in, by NIP or by a name of their own. One person has one account in all instansi."""

    nip = models.CharField(_("NIP"), max_length=30, unique=True)
    name = models.CharField(_("nama"), max_length=200)
    email = models.EmailField(_("surel"), blank=True)
    is_active = models.BooleanField(pgettext_lazy("akun", "aktif"), default=True)
    must_change_password = models.BooleanField(_("harus mengganti kata sandi"), default=False)
    language = models.CharField(_("bahasa"), max_length=2, blank=True)
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "nip"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("pengguna")
        verbose_name_plural = _("pengguna")

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Django's admin is for superadmins alone."""
        return self.is_superuser

    def get_full_name(self) -> str:
        """The name."""
        return self.name


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants by day."""

    def on(self, day: date) -> GrantQuerySet:
        """Those that hold on a day and were not revoked."""
        return self._dated(day).filter(revoked_at__isnull=True)

    def not_over(self, day: date) -> GrantQuerySet:
        """Those that hold on a day or will later."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), revoked_at__isnull=True)

    def held_on(self, day: date) -> GrantQuerySet:
        """Those that held through a day, also a past one, as it was known then.

        What was revoked later still counts; what was granted later with an earlier first day opened no door then.
        """
        kept = Q(revoked_at__isnull=True) | Q(revoked_at__date__gt=day)
        return self._dated(day).filter(kept, granted_at__date__lte=day)

    def visible_to(self, asker: Asker, permission: Permission = Permission.MANAGE_GRANTS) -> GrantQuerySet:
        """Those for units within the asker's reach."""
        return self.filter(asker.within(permission))

    def _dated(self, day: date) -> GrantQuerySet:
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Grant(models.Model):
    """A role for a unit and everything below it, from a day to a day.

    `on_behalf_of`: a Plh or Plt stands in for somebody until `until`. Never changed: revoked, and granted anew.
    """

    class Standing(models.TextChoices):
        """In what standing somebody holds a role."""

        DEFINITIVE = "definitive", _("definitif")
        PLH = "plh", _("pelaksana harian (Plh)")
        PLT = "plt", _("pelaksana tugas (Plt)")

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="grants", verbose_name=_("pemegang")
    )
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="grants")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    standing = models.CharField(
        _("kedudukan"), max_length=12, choices=Standing.choices, default=Standing.DEFINITIVE
    )
    on_behalf_of = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="delegated",
        null=True,
        blank=True,
        verbose_name=_("menggantikan"),
    )
    since = models.DateField(_("mulai"))
    until = models.DateField(_("sampai"), null=True, blank=True)
    document = models.CharField(_("dasar"), max_length=200, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    granted_at = models.DateTimeField()
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_why = models.CharField(_("alasan pencabutan"), max_length=500, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("peran")
        verbose_name_plural = _("peran")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="grant_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(standing="definitive") | Q(until__isnull=False), name="stand_in_has_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.user}"

    @property
    def backdated(self) -> bool:
        """Whether it was put down only after the day it says it began."""
        return self.granted_at.astimezone(WESTERN_INDONESIA).date() > self.since


class Activation(models.Model):
    """A code with which somebody sets their own password, once. Only its keyed hash is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="activations")
    kept = models.CharField(max_length=64)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    issued_at = models.DateTimeField(_("dibuat"))
    expires_at = models.DateTimeField(_("berlaku sampai"))
    used_at = models.DateTimeField(_("dipakai"), null=True)
    withdrawn_at = models.DateTimeField(_("dibatalkan"), null=True)

    class Meta:
        verbose_name = _("kode aktivasi")
        verbose_name_plural = _("kode aktivasi")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_code_per_account",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.issued_at:%d-%m-%Y}"
