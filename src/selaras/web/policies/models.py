"""Versions of policies and code lists: prepared by one person, approved by another, in force from a day."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.policies.subjects import Subject
from selaras.web.uploads.models import Upload


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions by state and scope."""

    def visible_to(self, asker: Asker, permission: Permission = Permission.EDIT_POLICY) -> VersionQuerySet:
        """Those of the asker's instansi, for whom holds the permission at its root. For what is prepared."""
        return self.filter(asker.in_instansi(permission))

    def approved(self) -> VersionQuerySet:
        """Those once approved, in force or not."""
        return self.filter(state=Version.State.APPROVED)

    def in_preparation(self) -> VersionQuerySet:
        """Those not decided yet."""
        return self.filter(state__in=Version.PREPARED)


class Version(models.Model):
    """What one policy or list says from a day on. Approved: never changed again, which the database itself sees to.

    `content`: of a policy a whole document of `law.policies`, of a list its file in `law/data/national`; days as
    texts. In force from `effective_from` until the next number's day. `confirmations`: by the place of a value, who
    confirmed its trust mark from what. `hands`: the keys of all who wrote in it; none of them may approve.
    """

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", _("disusun")
        SUBMITTED = "submitted", _("menunggu persetujuan")
        APPROVED = "approved", _("disetujui")
        DISCARDED = "discarded", _("dibatalkan")

    PREPARED = (State.DRAFT, State.SUBMITTED)

    instansi = models.ForeignKey(
        Instansi, on_delete=models.PROTECT, related_name="policy_versions", null=True
    )
    subject = models.CharField(_("kebijakan atau daftar"), max_length=20, choices=Subject.choices)
    number = models.PositiveIntegerField(_("versi"), null=True)  # given by approval: 1, 2, …
    state = models.CharField(_("keadaan"), max_length=12, choices=State.choices, default=State.DRAFT)
    content = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)  # sha256 of the content
    effective_from = models.DateField(_("berlaku mulai"), null=True)
    basis = models.CharField(_("dasar hukum versi"), max_length=300, blank=True)
    reason = models.TextField(_("alasan perubahan"), blank=True)
    confirmations = models.JSONField(default=dict)
    # The version whose content this one began with; none: what comes with the program.
    began_with = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    revision = models.PositiveIntegerField(
        default=0
    )  # counts the writing, so that nobody overwrites another's
    hands = models.JSONField(default=list)
    note = models.TextField(_("catatan pengembalian"), blank=True)

    began_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    began_at = models.DateTimeField(_("dimulai"), null=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    edited_at = models.DateTimeField(_("diubah"), null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    submitted_at = models.DateTimeField(_("diajukan"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    approved_at = models.DateTimeField(_("disetujui pada"), null=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versi kebijakan atau daftar kode")
        verbose_name_plural = _("versi kebijakan dan daftar kode")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instansi", "subject", "number"], name="one_policy_version_of_a_number"
            ),
            models.UniqueConstraint(
                fields=["instansi", "subject"],
                condition=Q(state__in=["draft", "submitted"]),
                name="one_policy_version_in_preparation",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(
                    number__isnull=False,
                    effective_from__isnull=False,
                    submitted_by__isnull=False,
                    approved_by__isnull=False,
                ),
                name="approved_policy_version_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | ~Q(approved_by=F("submitted_by"))
                & ~Q(approved_by=F("edited_by"))
                & ~Q(approved_by=F("began_by")),
                name="policy_approved_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()} · {self.label or self.get_state_display()}"

    @property
    def label(self) -> str:
        """How an approved version is called, as “2026-02”: the year of its first day and its number."""
        if not self.number or not self.effective_from:
            return ""
        return f"{self.effective_from:%Y}-{self.number:02}"

    @property
    def topic(self) -> Subject:
        """The subject as a Subject."""
        return Subject(self.subject)

    @property
    def is_base(self) -> bool:
        """Whether it is what comes with the program: number 0, of no instansi, in no row."""
        return self.number == 0

    def from_day(self) -> date:
        """The first day of an approved version."""
        if self.effective_from is None:
            raise ValueError("a version without a day is not approved")
        return self.effective_from


class Paper(models.Model):
    """A source document from which a trust mark was confirmed, kept with the version that confirmed it first."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="papers")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("dokumen sumber")
        verbose_name_plural = _("dokumen sumber")
        ordering: ClassVar = ["pk"]
