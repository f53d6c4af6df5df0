"""Employees and everything recorded about them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.core.model import RowKey
from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import NOTHING, Asker
from selaras.web.organisation.models import Position, Unit
from selaras.web.uploads.models import Upload


class PersonQuerySet(models.QuerySet["Person"]):
    """People within a scope."""

    def visible_to(self, asker: Asker, permission: Permission = Permission.VIEW_PEOPLE) -> PersonQuerySet:
        """Those in units for which the asker holds the permission, and oneself where one may see one's own."""
        scope = asker.within(permission)
        own = Q(user=asker.user, instansi=asker.instansi) if asker.may(Permission.VIEW_OWN) else NOTHING
        return self.filter(scope | own if permission in OWN_TOO else scope)


# What somebody may also do with their own record without holding the permission for a unit.
OWN_TOO = frozenset({Permission.VIEW_PEOPLE, Permission.VIEW_VERDICTS, Permission.VIEW_RESTRICTED})


class Person(models.Model):
    """An employee of an instansi. All but NIP, unit and account are today's reading of their entries: never edited."""

    class Status(models.TextChoices):
        """Whether somebody is in service here."""

        ACTIVE = "active", _("aktif")
        LEFT = "left", _("tidak lagi di instansi ini")

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="people")
    nip = models.CharField(_("NIP"), max_length=18)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people", verbose_name=_("unit"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="records", null=True, blank=True
    )
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.ACTIVE)
    # Counts every write: who edits an older one is told (two people at one record).
    version = models.PositiveIntegerField(default=1)

    name = models.CharField(_("nama"), max_length=200)
    entered_on = models.DateField(_("mulai bertugas"), null=True, blank=True)
    employment = models.CharField(_("status kepegawaian"), max_length=8, blank=True)
    rank = models.CharField(_("golongan"), max_length=8, blank=True)
    rank_order = models.PositiveSmallIntegerField(null=True)
    education = models.CharField(_("pendidikan"), max_length=8, blank=True)  # code of the ladder
    education_order = models.PositiveSmallIntegerField(null=True)
    position = models.ForeignKey(
        Position, on_delete=models.PROTECT, related_name="incumbents", null=True, verbose_name=_("jabatan")
    )
    position_since = models.DateField(_("TMT jabatan"), null=True)
    competencies_known = models.PositiveSmallIntegerField(_("kompetensi dengan hasil"), default=0)
    newest_result = models.DateField(_("hasil terbaru"), null=True)
    updated_at = models.DateTimeField(_("diperbarui"))

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("pegawai")
        verbose_name_plural = _("pegawai")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instansi", "nip"], name="nip_once_per_instansi"),
            models.UniqueConstraint(fields=["instansi", "user"], name="account_once_per_instansi"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["instansi", "name", "id"]),
            models.Index(fields=["unit", "name"]),
        ]

    def __str__(self) -> str:
        return self.name


class Kind(models.TextChoices):
    """What an entry is about. The first seven are the engine's (`core.model.Person`)."""

    EMPLOYMENT = "employment", _("Status kepegawaian")
    EDUCATION = "education", _("Pendidikan")
    RANK = "rank", _("Pangkat/golongan")
    POSITION = "position", _("Jabatan")
    TRAINING = "training", _("Pelatihan")
    COMPETENCY = "competency", _("Hasil kompetensi")
    DETERMINATION = "determination", _("Penetapan")
    PROFILE = "profile", _("Identitas")
    PERFORMANCE = "performance", _("Kinerja")
    DISCIPLINE = "discipline", _("Hukuman disiplin")


RESTRICTED = frozenset({Kind.DISCIPLINE})
# The entries that a row of the requirements is read from.
RECORDS = {
    RowKey.EDUCATION_LEVEL: Kind.EDUCATION,
    RowKey.EDUCATION_FIELD: Kind.EDUCATION,
    RowKey.TRAINING_MANAGERIAL: Kind.TRAINING,
    RowKey.TRAINING_TECHNICAL: Kind.TRAINING,
    RowKey.TRAINING_FUNCTIONAL: Kind.TRAINING,
    RowKey.EXPERIENCE: Kind.POSITION,
    RowKey.RANK: Kind.RANK,
    RowKey.PERFORMANCE: Kind.PERFORMANCE,
}


class Entry(models.Model):
    """Something recorded about a person: appended, corrected by another entry, never changed.

    `since`: the day it holds from, was measured or was decided. `data` is what it says, by the kind's schema in
    `people.kinds`. An entry that `corrects` another replaces it; `withdrawn`, it puts nothing in its place.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(_("jenis"), max_length=14, choices=Kind.choices)
    since = models.DateField(_("sejak"))
    data = models.JSONField(_("isi"))
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="entries", null=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, related_name="corrected_by", null=True)
    withdrawn = models.BooleanField(default=False)
    reason = models.CharField(_("alasan"), max_length=500, blank=True)
    document = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+", null=True)
    document_name = models.CharField(_("nomor atau nama dokumen"), max_length=200, blank=True)
    # Where it came from: "manual", "bulk:4", "import:7", "correction:3", "sample".
    origin = models.CharField(max_length=40)
    recorded_at = models.DateTimeField(_("dicatat"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    # The day it became known here: the day of recording, unless a file says that it was known before.
    known_on = models.DateField(_("diketahui"))

    class Meta:
        verbose_name = _("catatan")
        verbose_name_plural = _("catatan")
        ordering: ClassVar = ["-since", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["person", "kind", "since"]),
            models.Index(fields=["origin"]),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.since}"


class MeasuredRubric(models.Model):
    """A rubric that a result was measured with, by its fingerprint: what was scored cannot change under the score."""

    id = models.CharField(max_length=120, primary_key=True)  # `M.1@1:0123456789ab`
    competency = models.CharField(max_length=100, db_index=True)
    level = models.PositiveSmallIntegerField()
    indicators = models.JSONField()  # [{"number", "text"}]


class RubricEquivalence(models.Model):
    """Somebody decided that results of one rubric count for another. Appended; revoked by a later row."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="equivalences")
    since = models.DateField()
    data = (
        models.JSONField()
    )  # measured, required, by, reason, document, confirmed_by, confirmed_on, revoked_on
    key = models.CharField(max_length=64)  # digest of since and data: the same decision is recorded once
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    origin = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instansi", "key"], name="equivalence_once_per_instansi")
        ]


class Correction(models.Model):
    """A change an employee proposes to their own record. An analyst accepts or refuses it with a reason."""

    class State(models.TextChoices):
        """Where a proposal stands."""

        OPEN = "open", _("menunggu putusan")
        ACCEPTED = "accepted", _("diterima")
        REFUSED = "refused", _("ditolak")
        WITHDRAWN = "withdrawn", _("ditarik")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="corrections")
    kind = models.CharField(_("jenis"), max_length=14, choices=Kind.choices)
    since = models.DateField(_("sejak"))
    data = models.JSONField(_("isi"))
    corrects = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", null=True)
    reason = models.CharField(_("alasan"), max_length=500)
    document = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.OPEN)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("diusulkan"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    decided_at = models.DateTimeField(_("diputus"), null=True)
    answer = models.CharField(_("jawaban"), max_length=500, blank=True)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("usulan perbaikan")
        verbose_name_plural = _("usulan perbaikan")
        ordering: ClassVar = ["-pk"]
