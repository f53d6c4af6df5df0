"""The chained log of writes, its signed heads, and the log of who looked at whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One write, in the transaction of that write. `hash` covers everything in the row and the hash before it."""

    number = models.PositiveBigIntegerField(_("nomor"), primary_key=True)
    at = models.DateTimeField(_("waktu"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    # As they were called then; the account's name may change.
    by_name = models.CharField(_("oleh"), max_length=240)
    instansi = models.ForeignKey("accounts.Instansi", on_delete=models.PROTECT, related_name="+", null=True)
    action = models.CharField(_("tindakan"), max_length=80)
    subject = models.CharField(_("tentang"), max_length=80)  # "people.person:12"
    before = models.JSONField(_("sebelum"), null=True)
    after = models.JSONField(_("sesudah"), null=True)
    why = models.CharField(_("alasan"), max_length=500, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("catatan audit")
        verbose_name_plural = _("jejak audit")
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [
            models.Index(fields=["subject", "number"]),
            models.Index(fields=["instansi", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"


class Head(models.Model):
    """The end of the chain: one row, locked by every write, so that 50 writers come one after another."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)


class Seal(models.Model):
    """The head of the chain at a moment, signed with the installation's key: a tail cut off later shows."""

    at = models.DateTimeField(_("waktu"))
    number = models.PositiveBigIntegerField(_("nomor"))
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        verbose_name = _("segel")
        verbose_name_plural = _("segel")
        ordering: ClassVar = ["-at"]


class AccessBatch(models.Model):
    """Views chained together afterwards: `hash` covers every view in it and the batch before."""

    at = models.DateTimeField(_("waktu"))
    views = models.PositiveIntegerField(_("jumlah"))
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)


class Access(models.Model):
    """Somebody looked at another person's record. A chain on every read would make all readers wait: see AccessBatch."""

    at = models.DateTimeField(_("waktu"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(_("oleh"), max_length=240)
    by_role = models.CharField(_("sebagai"), max_length=120, blank=True)
    instansi = models.ForeignKey("accounts.Instansi", on_delete=models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="accesses")
    what = models.CharField(_("yang dilihat"), max_length=80)
    batch = models.ForeignKey(AccessBatch, on_delete=models.PROTECT, related_name="rows", null=True)

    class Meta:
        verbose_name = _("akses")
        verbose_name_plural = _("catatan akses")
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["person", "-at"])]
