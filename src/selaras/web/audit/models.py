"""The chained log of writes, its signed heads, and the log of who looked at whom."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.web.audit.canonical import CanonicalJSON
from selaras.web.audit.scopes import VIEW_ACCESS, VIEW_AUDIT, Asks


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries within a scope."""

    def visible_to(self, asker: Asks, permission: str = VIEW_AUDIT) -> EntryQuerySet:
        """Those of the asker's instansi, for whom holds the permission at its root."""
        return self.filter(asker.in_instansi(permission))


class Entry(models.Model):
    """One write, in the transaction of that write. `hash` covers everything in the row and the hash before it."""

    number = models.PositiveBigIntegerField(_("nomor"), primary_key=True)
    at = models.DateTimeField(_("waktu"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("akun"),
    )
    # As they were called then; the account's name may change.
    by_name = models.CharField(_("oleh"), max_length=240)
    instansi = models.ForeignKey(
        "accounts.Instansi",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("instansi"),
    )
    action = models.CharField(_("tindakan"), max_length=80)
    subject = models.CharField(_("tentang"), max_length=80)  # "people.person:12"
    before = CanonicalJSON(_("sebelum"), null=True)
    after = CanonicalJSON(_("sesudah"), null=True)
    # No limit: a reason that is too long must not undo the write that it explains.
    why = models.TextField(_("alasan"), blank=True)
    previous = models.CharField(_("sidik catatan sebelumnya"), max_length=64)
    hash = models.CharField(_("sidik"), max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("catatan audit")
        verbose_name_plural = _("jejak audit")
        ordering: ClassVar = ["-number"]
        indexes: ClassVar = [
            models.Index(fields=["subject", "number"]),
            models.Index(fields=["instansi", "number"]),
            models.Index(fields=["instansi", "at"], name="audit_entry_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"


class Head(models.Model):
    """The end of a chain, locked by what appends to it, so that 50 writers come one after another."""

    ENTRIES = 1  # the primary key of the end of the chain of entries
    BATCHES = 2  # and of the chain of batches of views

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)


class Seal(models.Model):
    """Both heads at a moment, signed with the installation's key: a tail cut off later shows."""

    at = models.DateTimeField(_("waktu"))
    number = models.PositiveBigIntegerField(_("nomor"))
    hash = models.CharField(max_length=64, blank=True)
    batch_number = models.PositiveBigIntegerField(_("nomor kumpulan akses"), default=0)
    batch_hash = models.CharField(max_length=64, blank=True)
    key = models.CharField(_("kunci"), max_length=64)  # the public key, as `selaras audit key` prints it
    signature = models.CharField(max_length=128)

    class Meta:
        verbose_name = _("segel")
        verbose_name_plural = _("segel")
        ordering: ClassVar = ["-pk"]


class Check(models.Model):
    """What the last walks along the chains found. Not evidence, only what the pages show: see `selaras audit verify`."""

    at = models.DateTimeField(_("waktu"))
    entries = models.PositiveBigIntegerField(_("catatan"))
    batches = models.PositiveBigIntegerField(_("kumpulan akses"))
    seals = models.PositiveIntegerField(_("segel"))
    found = models.PositiveIntegerField(_("temuan"))
    findings = models.JSONField(default=list)  # the first ones, as texts in both languages

    class Meta:
        verbose_name = _("pemeriksaan")
        verbose_name_plural = _("pemeriksaan")
        ordering: ClassVar = ["-pk"]


class AccessBatch(models.Model):
    """Views chained together afterwards: `hash` covers every view in it and the batch before."""

    number = models.PositiveBigIntegerField(_("nomor"), unique=True)
    at = models.DateTimeField(_("waktu"))
    views = models.PositiveIntegerField(_("jumlah"))
    members = models.TextField()  # the ids of its views, so that a removed one has a name
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("kumpulan akses")
        verbose_name_plural = _("kumpulan akses")
        ordering: ClassVar = ["-number"]


class AccessQuerySet(models.QuerySet["Access"]):
    """Views within a scope."""

    def visible_to(self, asker: Asks, permission: str = VIEW_ACCESS) -> AccessQuerySet:
        """Views of the people in units for which the asker holds the permission."""
        return self.filter(asker.within(permission, "person__unit__path"))


class Access(models.Model):
    """Somebody looked at another person's record. A chain on every read would make all readers wait: see AccessBatch."""

    at = models.DateTimeField(_("waktu"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(_("oleh"), max_length=240)
    by_role = models.CharField(_("sebagai"), max_length=120, blank=True)  # codes, divided by commas
    instansi = models.ForeignKey("accounts.Instansi", on_delete=models.PROTECT, related_name="+", null=True)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="accesses")
    what = models.CharField(_("yang dilihat"), max_length=80)
    hash = models.CharField(max_length=64)
    batch = models.ForeignKey(AccessBatch, on_delete=models.PROTECT, related_name="rows", null=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("akses")
        verbose_name_plural = _("catatan akses")
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person", "-at"]),
            models.Index(fields=["-at"], name="audit_access_newest"),
            models.Index(fields=["id"], condition=Q(batch__isnull=True), name="audit_access_loose"),
        ]
