"""Acts, the versions of what they say, and how a version came to be published: read, checked, confirmed, decided."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Min, Q
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.jobs.models import Job
from selaras.web.standards.decided import Repealing, RubricPair
from selaras.web.standards.indexed import Passage, Stem, Use
from selaras.web.uploads.models import Upload

__all__ = [
    "Act",
    "Correction",
    "Doubt",
    "Ending",
    "Link",
    "Passage",
    "Piece",
    "Repealing",
    "RubricPair",
    "Stem",
    "Use",
    "Version",
]


class Act(models.Model):
    """One legal act by its id, as “perwali-dumai-6-2023”. `instansi` None: an act of the nation."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="acts", null=True)
    act_id = models.SlugField(_("kode peraturan"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=200)
    number = models.CharField(_("nomor"), max_length=100)
    year = models.PositiveSmallIntegerField(_("tahun"))
    short = models.CharField(_("nama pendek"), max_length=200)
    title = models.TextField(_("judul"))

    class Meta:
        verbose_name = _("peraturan")
        verbose_name_plural = _("peraturan")
        ordering: ClassVar = ["act_id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instansi", "act_id"], name="one_act_of_an_id"),
            models.UniqueConstraint(
                fields=["act_id"], condition=Q(instansi__isnull=True), name="one_national_act_of_an_id"
            ),
        ]

    def __str__(self) -> str:
        return self.short


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions by state, day and scope. The form stays in the database until it is asked for."""

    def visible_to(
        self, asker: Asker, permission: Permission = Permission.CONFIRM_STANDARD
    ) -> VersionQuerySet:
        """Those of the asker's instansi, for whom holds the permission at its root."""
        return self.filter(asker.in_instansi(permission))

    def published(self) -> VersionQuerySet:
        """Those once published, also when they no longer hold; each with `ended_on`: its first day without force."""
        return self.filter(state=Version.State.PUBLISHED).annotate(ended_on=Min("endings__on"))

    def in_preparation(self) -> VersionQuerySet:
        """Those read and not decided yet."""
        return self.filter(state__in=Version.PREPARED)

    def on(self, day: date) -> VersionQuerySet:
        """Published ones that hold on a day."""
        return (
            self.published()
            .filter(effective_from__lte=day)
            .filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))
        )

    def used_by(self, instansi: Instansi | int) -> VersionQuerySet:
        """Those of an instansi and those of the nation."""
        return self.filter(Q(act__instansi=instansi) | Q(act__instansi__isnull=True))


class VersionManager(models.Manager["Version"]):
    """Leaves the long columns out of every query: the form of 1,000 positions is tens of megabytes."""

    def get_queryset(self) -> VersionQuerySet:
        """Versions without their form."""
        return VersionQuerySet(self.model, using=self._db).defer("form")

    def visible_to(
        self, asker: Asker, permission: Permission = Permission.CONFIRM_STANDARD
    ) -> VersionQuerySet:
        """See VersionQuerySet."""
        return self.get_queryset().visible_to(asker, permission)

    def published(self) -> VersionQuerySet:
        """See VersionQuerySet."""
        return self.get_queryset().published()

    def in_preparation(self) -> VersionQuerySet:
        """See VersionQuerySet."""
        return self.get_queryset().in_preparation()

    def on(self, day: date) -> VersionQuerySet:
        """See VersionQuerySet."""
        return self.get_queryset().on(day)

    def used_by(self, instansi: Instansi | int) -> VersionQuerySet:
        """See VersionQuerySet."""
        return self.get_queryset().used_by(instansi)


class Version(models.Model):
    """What an act says from a day on. Published: never changed again, which the database itself sees to.

    `form` is `law.form.Form` as JSON: as it was read until publication, then as it was confirmed. When it ends is
    said by an `Ending`.
    """

    class State(models.TextChoices):
        """How far it has come."""

        READING = "reading", _("sedang dibaca")
        REFUSED = "refused", _("ditolak saat dibaca")
        REVIEW = "review", _("diperiksa")
        CONFIRMED = "confirmed", _("menunggu penerbitan")
        PUBLISHED = "published", _("diterbitkan")
        DISCARDED = "discarded", _("dibatalkan")

    PREPARED = (State.REVIEW, State.CONFIRMED)

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="versions", null=True)
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="versions", null=True)
    number = models.PositiveSmallIntegerField(_("versi"), null=True)  # given by publication: 1, 2, …
    state = models.CharField(_("keadaan"), max_length=12, choices=State.choices, default=State.READING)
    form = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)  # sha256 of the form
    effective_from = models.DateField(_("berlaku mulai"), null=True)

    source = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+", null=True)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    refusal = models.JSONField(default=dict)  # what, remedy, problems: texts in both languages
    lint_errors = models.PositiveIntegerField(_("temuan galat"), default=0)
    lint_warnings = models.PositiveIntegerField(_("temuan peringatan"), default=0)
    linted = models.BooleanField(default=False)
    # Why it may be published although the linter finds errors.
    lint_reason = models.TextField(_("alasan menerima temuan"), blank=True)
    note = models.TextField(_("catatan"), blank=True)

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    uploaded_at = models.DateTimeField(_("diunggah"), null=True)
    read_at = models.DateTimeField(_("dibaca"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    confirmed_at = models.DateTimeField(_("disahkan"), null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    published_at = models.DateTimeField(_("diterbitkan"), null=True)

    objects = VersionManager()

    class Meta:
        verbose_name = _("versi standar")
        verbose_name_plural = _("versi standar")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["act", "number"], name="one_version_of_a_number"),
            models.UniqueConstraint(
                fields=["act"],
                condition=Q(state__in=["review", "confirmed"]),
                name="one_version_in_preparation",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(act__isnull=False, number__isnull=False, effective_from__isnull=False),
                name="published_version_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published_by__isnull=True)
                | ~Q(published_by=F("confirmed_by")) & ~Q(published_by=F("uploaded_by")),
                name="published_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act or self.source} · {self.number or self.get_state_display()}"


class Ending(models.Model):
    """From when on a version no longer holds, and why. Appended; of several the earliest counts."""

    class Cause(models.TextChoices):
        """What ended it."""

        SUPERSEDED = "superseded", _("diganti versi berikutnya")
        REPEALED = "repealed", _("dicabut")

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="endings")
    on = models.DateField(_("tidak berlaku mulai"))
    cause = models.CharField(_("sebab"), max_length=12, choices=Cause.choices)
    successor = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="ended", null=True)
    basis = models.CharField(_("dasar"), max_length=300, blank=True)
    reason = models.TextField(_("alasan"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(_("waktu"))

    class Meta:
        verbose_name = _("akhir berlakunya standar")
        verbose_name_plural = _("akhir berlakunya standar")
        ordering: ClassVar = ["on", "pk"]


class Piece(models.Model):
    """One part of what was read: the act itself, one standard, one entry of a dictionary. Confirmed as a whole."""

    class Kind(models.TextChoices):
        """What it is a part of."""

        ACT = "act", _("Peraturan")
        CLASS = "class", _("Standar kelas jabatan")
        POSITION = "position", _("Standar jabatan")
        DICTIONARY = "dictionary", _("Kamus kompetensi")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="pieces")
    order = models.PositiveIntegerField()
    kind = models.CharField(_("bagian"), max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=60)  # “act”, “kelas-5”, “jabatan-12”: permanent within its version
    title = models.CharField(_("judul"), max_length=400)
    group = models.CharField(_("kelompok"), max_length=200, blank=True)
    rows = models.PositiveIntegerField(_("baris"), default=0)
    data = models.JSONField()  # the part of the form, with what was corrected
    lines = models.JSONField(default=list)  # the source beside it: [number, sheet, text or cells]
    findings = models.JSONField(default=list)  # of the linter, as it publishes them
    findings_count = models.PositiveIntegerField(_("temuan"), default=0)
    faults = models.PositiveIntegerField(_("baris belum utuh"), default=0)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    confirmed_at = models.DateTimeField(_("disahkan"), null=True)

    class Meta:
        verbose_name = _("bagian standar")
        verbose_name_plural = _("bagian standar")
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "key"], name="one_piece_of_a_key"),
        ]
        indexes: ClassVar = [models.Index(fields=["version", "order"], name="standards_piece_order")]

    def __str__(self) -> str:
        return self.title


class Doubt(models.Model):
    """One place that could not be read with certainty, and what a person made of it."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("belum pasti")
        CONFIRMED = "confirmed", _("ditetapkan seperti tertulis")
        CORRECTED = "corrected", _("diperbaiki")

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="doubts")
    code = models.CharField(max_length=80, blank=True)
    blocking = models.BooleanField(default=False)
    reason_id = models.TextField()
    reason_en = models.TextField(blank=True)
    quote = models.TextField(blank=True)
    line = models.PositiveIntegerField(null=True)
    state = models.CharField(_("keadaan"), max_length=12, choices=State.choices, default=State.OPEN)
    note = models.TextField(_("alasan"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(_("waktu"), null=True)

    class Meta:
        verbose_name = _("bagian belum pasti")
        verbose_name_plural = _("bagian belum pasti")
        ordering: ClassVar = ["pk"]


class Correction(models.Model):
    """One row of a piece as it was read and as a person set it, with the reason."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="corrections")
    row = models.CharField(max_length=40)  # “competencies/2”, “requirements/5”, “levels/1”, “instrument”
    before = models.JSONField()  # empty: the reader missed this row
    after = models.JSONField()  # empty: the reader invented it
    reason = models.TextField(_("alasan"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))

    class Meta:
        verbose_name = _("perbaikan bacaan")
        verbose_name_plural = _("perbaikan bacaan")
        ordering: ClassVar = ["pk"]


class Link(models.Model):
    """A competency that seems renamed: whether it is the same as an earlier one. Decided by a person, never merged."""

    class Decision(models.TextChoices):
        """What a person said."""

        OPEN = "open", _("belum diputuskan")
        SAME = "same", _("kompetensi yang sama")
        OTHER = "other", _("kompetensi lain")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="links")
    code = models.CharField(_("kode baru"), max_length=200)
    name = models.CharField(_("nama baru"), max_length=300)
    earlier_code = models.CharField(_("kode lama"), max_length=200)
    earlier_name = models.CharField(_("nama lama"), max_length=300)
    earlier = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+", null=True)
    likeness = models.PositiveSmallIntegerField(_("kemiripan"))
    decision = models.CharField(_("keputusan"), max_length=8, choices=Decision.choices, default=Decision.OPEN)
    citation = models.CharField(_("dasar"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(_("waktu"), null=True)

    class Meta:
        verbose_name = _("kaitan kompetensi")
        verbose_name_plural = _("kaitan kompetensi")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "code"], name="one_link_of_a_competency")
        ]
