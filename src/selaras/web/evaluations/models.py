"""A run: everybody's verdict as of one day, one policy, one version of the standard. Never changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.models import Instansi
from selaras.web.evaluations.cells import Cell, cell_of
from selaras.web.jobs.models import Job
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Person


class Run(models.Model):
    """One question put to a unit and all its answers."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="runs")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("per tanggal"))
    purpose = models.CharField(_("keperluan"), max_length=40)
    policy = models.CharField(_("kebijakan"), max_length=80, blank=True)
    regulations = models.JSONField(default=list)
    versions = models.JSONField(default=list)  # keys of the standards' versions that held on that day
    engine = models.CharField(max_length=40)
    people = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)  # outcome → people
    finished = models.BooleanField(default=False)
    # The newest entry of the instansi that was read: later ones mean "data berubah sejak".
    read_up_to = models.BigIntegerField(default=0)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))

    class Meta:
        verbose_name = _("penilaian")
        verbose_name_plural = _("penilaian")
        ordering: ClassVar = ["-pk"]


class Answer(models.Model):
    """One person's verdict in a run, as it was."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="answers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=250, blank=True)
    job_class = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(_("hasil"), max_length=20)
    reason = models.CharField(max_length=40, blank=True)
    category = models.CharField(max_length=20, blank=True)
    # Exact fractions as text, "5/6"; equal where nothing is missing.
    match_low = models.CharField(max_length=30, blank=True)
    match_high = models.CharField(max_length=30, blank=True)
    # The page sorts by it; comparisons are made on the fractions.
    match_shown = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    met = models.PositiveSmallIntegerField(default=0)
    not_met = models.PositiveSmallIntegerField(default=0)
    undetermined = models.PositiveSmallIntegerField(default=0)
    rows = models.JSONField(default=list)  # [key, status, reason] of every row, in the standard's order
    cells = models.JSONField(default=list)  # of the competency rows: `cells.Cell.stored`

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "person"], name="one_answer_a_person")
        ]
        indexes: ClassVar = [models.Index(fields=["run", "outcome"])]

    def cell_list(self) -> tuple[Cell, ...]:
        """The competencies of the standard, in its order."""
        return tuple(cell_of(stored) for stored in self.cells)
