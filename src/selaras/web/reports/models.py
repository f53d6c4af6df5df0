"""Profiles of many people in one zip: who asked for whom, and the file that came of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.models import Instansi
from selaras.web.accounts.scopes import Asker
from selaras.web.jobs.models import Job
from selaras.web.lists.models import Export
from selaras.web.organisation.models import Unit


class BundleQuerySet(models.QuerySet["Bundle"]):
    """Bundles within what somebody may fetch."""

    def fetchable_by(self, asker: Asker) -> BundleQuerySet:
        """One's own, in the instansi being worked in. Whether the scope still holds, `guard.reaches` asks."""
        return self.filter(by=asker.user, instansi=asker.instansi)


class Bundle(models.Model):
    """One order: the people wanted, the question put for each, and the zip when it is made.

    `wanted` are those that were chosen; `contents` those whose profile is inside: the others were out of scope when
    their turn came. The file lies with the exports of lists (`export`), is kept as long, and deleted with them.
    """

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))
    on = models.DateField(_("per tanggal"))
    purpose = models.CharField(_("keperluan"), max_length=40)
    language = models.CharField(_("bahasa"), max_length=2)
    paper = models.CharField(_("kertas"), max_length=4)
    wanted = models.JSONField(default=list)
    contents = models.JSONField(default=list)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="+", null=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = _("kumpulan profil")
        verbose_name_plural = _("kumpulan profil")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk} {self.at}"

    @property
    def folder(self) -> str:
        """Where its parts lie while it is made."""
        return f"{self.instansi_id}/profil-{self.pk}"
