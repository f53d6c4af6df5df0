"""Runs and comparisons: who met which standard on a day, and who moved. Finished, they never change (`guard`)."""

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


class Asked(models.Model):
    """What somebody asked of everybody and a job works out."""

    people = models.PositiveIntegerField(default=0)
    finished = models.BooleanField(default=False)
    # The newest entry of the instansi when asked: later ones mean "data berubah sejak".
    read_up_to = models.BigIntegerField(default=0)
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))

    class Meta:
        abstract = True


class Run(Asked):
    """One question put to a unit and all its answers."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="runs")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=250, blank=True)  # as it was called when asked
    on = models.DateField(_("per tanggal"))
    purpose = models.CharField(_("keperluan"), max_length=40)
    policy = models.CharField(_("kebijakan"), max_length=80, blank=True)
    policies = models.JSONField(default=list)  # `policies.reading.keys`: with them the run can be repeated
    regulations = models.JSONField(default=list)
    versions = models.JSONField(default=list)  # keys of the standards' versions that held on that day
    engine = models.CharField(max_length=40)
    counts = models.JSONField(default=dict)  # outcome → people

    class Meta:
        verbose_name = _("penilaian")
        verbose_name_plural = _("penilaian")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.on:%d-%m-%Y} ({self.pk})"


class Answer(models.Model):
    """One person's verdict in a run, as it was. Three lists are parallel: `rows`, `used` and, of competencies, `cells`."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="answers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(_("unit"), max_length=250, blank=True)  # as it was called then
    title = models.CharField(max_length=250, blank=True)
    job_class = models.PositiveSmallIntegerField(null=True)
    standard = models.CharField(max_length=250, blank=True)  # id of the standard that applied
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
    used = models.JSONField(default=list)  # key of the entry that each row rests on, or null
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


class Comparison(Asked):
    """Two answers for the same people: two runs, or what holds now beside what would hold after a publication.

    Of a publication: `subject` is the prepared version, `key` names exactly what would be published from which day,
    `on` the day as of which everybody was evaluated twice.
    """

    class Kind(models.TextChoices):
        """What is compared."""

        RUNS = "runs", _("dua penilaian")
        STANDARD = "standard", _("standar yang akan diterbitkan")
        POLICY = "policy", _("kebijakan yang akan berlaku")

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="comparisons")
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind.choices)
    before = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+", null=True)
    after = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+", null=True)
    subject = models.BigIntegerField(null=True)
    title = models.CharField(max_length=400, blank=True)
    key = models.CharField(max_length=64)
    effective_from = models.DateField(_("berlaku mulai"), null=True)
    repeals = models.JSONField(default=list)  # keys of the acts that would be repealed
    on = models.DateField(_("per tanggal"), null=True)
    purposes = models.JSONField(default=list)
    counts = models.JSONField(default=dict)  # purpose → [[was, now, people], …]

    class Meta:
        verbose_name = _("perbandingan")
        verbose_name_plural = _("perbandingan")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["instansi", "key"])]

    def __str__(self) -> str:
        return self.title or f"{self.before_id} → {self.after_id}"

    @property
    def of_runs(self) -> bool:
        """Whether two runs are compared."""
        return self.kind == self.Kind.RUNS


class Move(models.Model):
    """One person for whom something differs, and why. `was` or `now` empty: only in the other one."""

    class What(models.TextChoices):
        """The greatest of what differs."""

        OUTCOME = "outcome", _("hasil berubah")
        CATEGORY = "category", _("kategori JPM berubah")
        ROWS = "rows", _("hanya baris yang berubah")
        CAME = "came", _("hanya ada pada yang kedua")
        WENT = "went", _("hanya ada pada yang pertama")

    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="moves")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(_("unit"), max_length=250, blank=True)
    title = models.CharField(max_length=250, blank=True)
    job_class = models.PositiveSmallIntegerField(null=True)
    purpose = models.CharField(_("keperluan"), max_length=40)
    what = models.CharField(_("perubahan"), max_length=10, choices=What.choices)
    was = models.CharField(max_length=20, blank=True)
    now = models.CharField(max_length=20, blank=True)
    was_category = models.CharField(max_length=20, blank=True)
    now_category = models.CharField(max_length=20, blank=True)
    causes = models.CharField(max_length=200, blank=True)  # " standar bukti ": codes of `differences.CAUSES`
    rows = models.JSONField(default=list)  # `differences.RowMove.stored`

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["comparison", "person", "purpose"], name="one_move_a_person_and_purpose"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["comparison", "was", "now"])]
