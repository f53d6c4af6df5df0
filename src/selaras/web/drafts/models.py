"""Drafts of standards: their parts, the rows that people write, what became of each row, and what was said of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.models import Instansi, User
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.standards.models import Act, Version


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts by scope."""

    def visible_to(self, asker: Asker, *permissions: Permission) -> DraftQuerySet:
        """Those of the asker's instansi, for whom holds any of the permissions at its root."""
        found = Q(pk__in=())
        for permission in permissions:
            found |= asker.in_instansi(permission)
        return self.filter(found)


class Draft(models.Model):
    """One regulation in the making: an amendment of `act` as `base` says it, or (both None) a new act.

    The head of the act is a row like the others. `number`, `enacted_on`, `effective_from`: of the signed act, told
    when it is handed over to be published as `version`.
    """

    class State(models.TextChoices):
        """How far it has come."""

        OPEN = "open", _("sedang disusun")
        SUBMITTED = "submitted", _("menunggu persetujuan")
        APPROVED = "approved", _("sudah disetujui")
        HANDED = "handed", _("diserahkan untuk diterbitkan")
        DISCARDED = "discarded", _("dibatalkan")

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="drafts")
    title = models.CharField(_("nama rancangan"), max_length=200)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="+", null=True)
    base = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(_("keadaan"), max_length=12, choices=State.choices, default=State.OPEN)
    note = models.TextField(_("alasan pengembalian"), blank=True)  # why it was sent back or discarded
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("dimulai"))
    changed_at = models.DateTimeField(_("diubah"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    submitted_at = models.DateTimeField(_("diajukan"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    approved_at = models.DateTimeField(_("disetujui pada"), null=True)
    number = models.CharField(_("nomor"), max_length=100, blank=True)
    enacted_on = models.DateField(_("ditetapkan"), null=True)
    effective_from = models.DateField(_("berlaku mulai"), null=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="drafts", null=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("rancangan standar")
        verbose_name_plural = _("rancangan standar")
        ordering: ClassVar = ["-changed_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("submitted_by")),
                name="draft_approved_by_a_second_person",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def writable(self) -> bool:
        """Whether it is being written."""
        return self.state == Draft.State.OPEN


class Part(models.Model):
    """The standard of one class or position in a draft. `subject` as “kelas-4”: only one open draft holds it.

    `base`: what the standing version says of it, as when this part was begun; empty where it says nothing.
    """

    class Kind(models.TextChoices):
        """What it is a standard of."""

        CLASS = "class", _("kelas jabatan")
        POSITION = "position", _("jabatan")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="parts")
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CLASS)
    subject = models.CharField(max_length=100)
    title = models.CharField(_("judul"), max_length=400)
    job_class = models.PositiveSmallIntegerField(_("kelas jabatan"), null=True)
    applies_to = models.JSONField(default=dict)  # law.form.AppliesTo, for a position
    base = models.JSONField(default=dict)
    notes = models.JSONField(default=list)  # where it began: texts in both languages
    order = models.PositiveIntegerField(default=0)
    held = models.BooleanField(default=True)  # False once its draft is handed over or discarded

    class Meta:
        verbose_name = _("bagian rancangan")
        verbose_name_plural = _("bagian rancangan")
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["instansi", "subject"], condition=Q(held=True), name="one_open_draft_of_a_subject"
            ),
            models.UniqueConstraint(fields=["draft", "subject"], name="one_part_of_a_subject"),
        ]

    def __str__(self) -> str:
        return self.title


class Row(models.Model):
    """What people write: the act's head, one competency with its indicators, one requirement.

    `version` grows with every write: who writes upon an older one is told instead of obeyed. `origin`: where its
    text was taken from — `place`, `url` and the `data` as it was then; empty where it is new.
    """

    class Section(models.TextChoices):
        """What it is."""

        ACT = "act", _("naskah peraturan")
        COMPETENCY = "competency", _("kompetensi")
        REQUIREMENT = "requirement", _("persyaratan")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="rows")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="rows", null=True)
    section = models.CharField(max_length=12, choices=Section.choices)
    order = models.IntegerField(default=0)
    data = models.JSONField()
    origin = models.JSONField(default=dict)
    version = models.PositiveIntegerField(_("versi"), default=1)
    removed = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("diubah"))

    class Meta:
        verbose_name = _("baris rancangan")
        verbose_name_plural = _("baris rancangan")
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft"], condition=Q(section="act"), name="one_head_of_a_draft")
        ]
        indexes: ClassVar = [models.Index(fields=["part", "order"], name="drafts_row_order")]

    def __str__(self) -> str:
        return str(self.data.get("name") or self.data.get("title") or self.data.get("key") or self.pk)


class Change(models.Model):
    """One write, appended: what a row said before and after. `version`: the row's after it."""

    class Verb(models.TextChoices):
        """What was done."""

        BEGIN = "begin", _("memulai rancangan")
        PART = "part", _("menambah bagian")
        DROP = "drop", _("mengeluarkan bagian")
        ADAPT = "adapt", _("menyesuaikan dengan versi terbaru")
        ADD = "add", _("menambah baris")
        TAKE = "take", _("mengambil teks")
        EDIT = "edit", _("mengubah")
        MOVE = "move", _("memindahkan baris")
        REMOVE = "remove", _("menghapus baris")
        RESTORE = "restore", _("memulihkan baris")
        ACCEPT = "accept", _("mencatat alasan membiarkan galat")
        SUBMIT = "submit", _("mengajukan")
        SEND_BACK = "send_back", _("mengembalikan")
        APPROVE = "approve", _("menyetujui")
        HAND_OVER = "hand_over", _("menyerahkan untuk diterbitkan")
        DISCARD = "discard", _("membatalkan")

    WRITING = (
        Verb.BEGIN,
        Verb.PART,
        Verb.DROP,
        Verb.ADAPT,
        Verb.ADD,
        Verb.TAKE,
        Verb.EDIT,
        Verb.MOVE,
        Verb.REMOVE,
        Verb.RESTORE,
        Verb.ACCEPT,
    )

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="changes", null=True)
    verb = models.CharField(_("yang dilakukan"), max_length=12, choices=Verb.choices)
    version = models.PositiveIntegerField(default=0)
    before: Any = models.JSONField(null=True)
    after: Any = models.JSONField(null=True)
    what = models.CharField(max_length=400, blank=True)  # what it concerns, in the words of then
    why = models.TextField(_("alasan"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))

    class Meta:
        verbose_name = _("perubahan rancangan")
        verbose_name_plural = _("perubahan rancangan")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["row", "version"], name="drafts_change_row")]


class Presence(models.Model):
    """When somebody last had a draft open, to the minute: for the others who have it open too."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("terakhir"))

    class Meta:
        verbose_name = _("yang membuka rancangan")
        verbose_name_plural = _("yang membuka rancangan")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "user"], name="one_presence_of_a_person")
        ]


class Comment(models.Model):
    """Something said of a row, or of the whole draft; resolved by whoever settled it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="comments", null=True)
    text = models.TextField(_("komentar"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))
    resolved_by: models.ForeignKey[User | None, User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    resolved_at = models.DateTimeField(_("diselesaikan"), null=True)

    class Meta:
        verbose_name = _("komentar rancangan")
        verbose_name_plural = _("komentar rancangan")
        ordering: ClassVar = ["pk"]
