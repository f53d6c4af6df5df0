"""How people keep lists: saved views, and the files made of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.scopes import Asker


class ViewQuerySet(models.QuerySet["View"]):
    """Views within what somebody may use."""

    def usable_by(self, asker: Asker, key: str) -> ViewQuerySet:
        """One's own and the shared ones of a list, in the instansi being worked in."""
        mine = Q(by=asker.user) | (Q(shared=True) & ~Q(name=""))
        return self.filter(mine, key=key, instansi=asker.instansi)


class View(models.Model):
    """A list as somebody keeps it: filters, order and columns, as the query string that shows them.

    The view without a name is one's own habit: the columns last chosen and the view that opens first (`start`).
    """

    key = models.CharField(max_length=40)
    instansi = models.ForeignKey("accounts.Instansi", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("nama tampilan"), max_length=80, blank=True)
    query = models.CharField(max_length=2000, blank=True)
    shared = models.BooleanField(_("untuk semua di instansi ini"), default=False)
    start = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    at = models.DateTimeField(_("waktu"))

    objects = ViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("tampilan tersimpan")
        verbose_name_plural = _("tampilan tersimpan")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "instansi", "by", "name"], name="view_once_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class ExportQuerySet(models.QuerySet["Export"]):
    """Files made, within what somebody may fetch."""

    def fetchable_by(self, asker: Asker, key: str) -> ExportQuerySet:
        """One's own of a list, in the instansi being worked in. Whether the scope still holds, the view asks."""
        return self.filter(by=asker.user, key=key, instansi=asker.instansi)


class Export(models.Model):
    """A list as a file, made in the background: for whom, and the subtrees it was made within.

    Its file is deleted after a while (see `keeping`), what may be fetched once as soon as it is; the row stays.
    """

    key = models.CharField(max_length=40)
    instansi = models.ForeignKey("accounts.Instansi", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))
    upload = models.ForeignKey("uploads.Upload", on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField(_("jumlah baris"))
    paths = models.JSONField(default=list)
    fetched_at = models.DateTimeField(_("diunduh"), null=True)  # of what may be fetched once
    deleted_at = models.DateTimeField(_("berkas dihapus"), null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("berkas daftar")
        verbose_name_plural = _("berkas daftar")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.key} {self.at}"
