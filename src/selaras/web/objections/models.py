"""Objections of employees to a line of their verdict, and everything that became of them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import NOTHING, Asker
from selaras.web.people.models import Person
from selaras.web.uploads.models import Upload

WHOLE = "putusan"  # in place of a row: the verdict as a whole, as where no standard applied
DAYS = 14  # to answer within, until an instansi says otherwise


class State(models.TextChoices):
    """Where an objection stands."""

    OPEN = "open", _("menunggu jawaban")
    UPHELD = "upheld", _("diterima")
    PARTLY = "partly", _("diterima sebagian")
    DISMISSED = "dismissed", _("belum dapat diterima")
    WITHDRAWN = "withdrawn", _("ditarik")


ANSWERS = (State.UPHELD, State.PARTLY, State.DISMISSED)
MENDING = (State.UPHELD, State.PARTLY)  # something is to be corrected then


class ObjectionQuerySet(models.QuerySet["Objection"]):
    """Objections within a scope."""

    def visible_to(self, asker: Asker) -> ObjectionQuerySet:
        """Those about people whom the asker answers or who may see what is restricted; and one's own.

        Superiors do not see them: nobody should think twice about objecting.
        """
        seen = Q(raised_by=asker.user) if asker.may(Permission.OBJECT) else NOTHING
        for permission in (Permission.ANSWER_OBJECTION, Permission.VIEW_RESTRICTED):
            seen |= asker.within(permission, "person__unit__path")
        return self.filter(seen, instansi=asker.instansi)

    def overdue(self, on: date) -> ObjectionQuerySet:
        """Open ones whose last day has passed."""
        return self.filter(state=State.OPEN, due_on__lt=on)

    def to_mend(self) -> ObjectionQuerySet:
        """Upheld ones after which the row still says the same."""
        return self.filter(state__in=MENDING, mended=False)


class Objection(models.Model):
    """One objection to one line. `verdict`: the whole verdict as it was frozen, in the shape of the API."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="objections")
    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="objections")
    row = models.CharField(_("baris standar"), max_length=160)  # `competency:M.1`, `rank`, or WHOLE
    row_name = models.JSONField(_("nama baris"))
    purpose = models.CharField(_("keperluan"), max_length=40)
    on = models.DateField(_("per tanggal"))
    compared = models.CharField(
        max_length=40, blank=True
    )  # with which position: as the verdict's page is asked
    verdict = models.JSONField(_("putusan"))
    reason = models.CharField(_("alasan"), max_length=2000)
    document = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.OPEN)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(_("diajukan"))
    due_on = models.DateField(_("tenggat"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    answered_at = models.DateTimeField(_("dijawab"), null=True)
    answer = models.CharField(_("jawaban"), max_length=2000, blank=True)
    mended = models.BooleanField(_("data sudah diperbaiki"), default=False)
    read_at = models.DateTimeField(_("dibaca pegawai"), null=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("keberatan")
        verbose_name_plural = _("keberatan")
        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "row"], condition=Q(state="open"), name="one_open_objection_to_a_line"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["instansi", "state", "due_on"])]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def open(self) -> bool:
        """Whether it waits for an answer."""
        return self.state == State.OPEN

    def line(self, verdict: dict[str, object] | None = None) -> dict[str, object] | None:
        """The line objected to, in the frozen verdict or in another; None: the whole verdict, or gone from it."""
        rows = (verdict or self.verdict).get("rows", [])
        assert isinstance(rows, list)
        return next((row for row in rows if row["key"] == self.row), None)


class Step(models.Model):
    """Something that happened to an objection. Appended, never changed. `verdict`: as it was then, where it was kept."""

    class Kind(models.TextChoices):
        """What happened."""

        RAISED = "raised", _("diajukan")
        ANSWERED = "answered", _("dijawab")
        RENEWED = "renewed", _("putusan baru setelah data diperbaiki")
        WITHDRAWN = "withdrawn", _("ditarik pegawai")
        READ = "read", _("jawaban dibaca pegawai")

    objection = models.ForeignKey(Objection, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(_("kejadian"), max_length=10, choices=Kind.choices)
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices)
    text = models.CharField(_("keterangan"), max_length=2000, blank=True)
    verdict = models.JSONField(_("putusan"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))

    class Meta:
        verbose_name = _("langkah keberatan")
        verbose_name_plural = _("langkah keberatan")
        ordering: ClassVar = ["pk"]


class AnswerTime(models.Model):
    """Within how many days an instansi answers. Counts for objections raised from then on."""

    instansi = models.OneToOneField(Instansi, on_delete=models.PROTECT, related_name="answer_time")
    days = models.PositiveSmallIntegerField(_("hari untuk menjawab"), default=DAYS)
    at = models.DateTimeField(_("diubah"))

    class Meta:
        verbose_name = _("tenggat jawaban keberatan")
        verbose_name_plural = _("tenggat jawaban keberatan")
