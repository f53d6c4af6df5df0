"""Keys of programs that read over the API. Only a hash of each is kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.roles import Permission

if TYPE_CHECKING:  # scopes reads the grants of models, which brings this module in
    from selaras.web.accounts.scopes import Asker

# What a key may be given. Standards in force are for everybody: any key reads them.
OFFERED = (Permission.VIEW_VERDICTS, Permission.VIEW_PEOPLE)
PER_MINUTE = 120


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    """Keys within a scope."""

    def visible_to(self, asker: Asker, permission: Permission = Permission.MANAGE_KEYS) -> ApiKeyQuerySet:
        """Those for units within the asker's reach."""
        return self.filter(asker.within(permission))


class ApiKey(models.Model):
    """What a program shows to read for a unit and everything below it, on behalf of an integrator's account.

    Never changed: revoked, and issued anew. It works only as long as its owner holds the role of integrator there.
    """

    instansi = models.ForeignKey("accounts.Instansi", on_delete=models.PROTECT, related_name="api_keys")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="api_keys",
        verbose_name=_("penanggung jawab"),
    )
    name = models.CharField(_("nama kunci"), max_length=120)
    scopes = models.JSONField(_("cakupan"), default=list)  # values of Permission
    prefix = models.CharField(_("awalan"), max_length=12, unique=True)  # shown, so that a key can be told
    kept = models.CharField(max_length=64)  # SHA-256 of the secret part: 256 random bits need no slow hash
    per_minute = models.PositiveSmallIntegerField(_("permintaan per menit"), default=PER_MINUTE)
    expires_on = models.DateField(_("berlaku sampai"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("dibuat"))
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    revoked_at = models.DateTimeField(_("dicabut"), null=True)
    revoked_why = models.CharField(_("alasan pencabutan"), max_length=500, blank=True)
    # Counted in the row itself: exact, however many ask at once (see docs/decisions/0018-api.md).
    last_used_at = models.DateTimeField(_("terakhir dipakai"), null=True)
    minute = models.BigIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("kunci API")
        verbose_name_plural = _("kunci API")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instansi", "name"],
                condition=Q(revoked_at__isnull=True),
                name="one_standing_key_of_a_name",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def stands(self, day: date) -> bool:
        """Whether it was not revoked and has not expired (its last day counts)."""
        return self.revoked_at is None and day <= self.expires_on
