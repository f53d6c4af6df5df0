"""Long work that somebody asked for and can watch, the processes that do it, and the regular chores."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs within a scope."""

    def visible_to(self, asker: Asker) -> JobQuerySet:
        """The asker's own, and those of the instansi for who may import for all of it."""
        return self.filter(Q(owner=asker.user) | asker.in_instansi(Permission.IMPORT))


class Job(models.Model):
    """One piece of background work: who asked, how far it is, what came of it. `kind` names a registered function."""

    class State(models.TextChoices):
        """Where a job stands."""

        QUEUED = "queued", _("menunggu giliran")
        RUNNING = "running", _("sedang berjalan")
        DONE = "done", _("selesai")
        FAILED = "failed", _("gagal")
        CANCELLED = "cancelled", _("dihentikan")

    OPEN: ClassVar = (State.QUEUED, State.RUNNING)

    kind = models.CharField(max_length=80)
    instansi = models.ForeignKey(
        "accounts.Instansi", on_delete=models.PROTECT, related_name="jobs", null=True
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs", null=True
    )
    arguments = models.JSONField(default=dict)
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.QUEUED)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    note = models.JSONField(null=True)  # {"id": …, "en": …}: what it is doing now
    # How often it was begun. Also what a process writes under: one that was given up for dead writes no more.
    attempts = models.PositiveSmallIntegerField(default=0)
    task = models.UUIDField(null=True)  # its newest row in the queue
    worker = models.CharField(max_length=64, blank=True)
    heartbeat_at = models.DateTimeField(null=True)
    cancel_requested = models.BooleanField(default=False)
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)  # {"what": {id, en}, "remedy": {id, en}, "problems": […]}
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("pekerjaan")
        verbose_name_plural = _("pekerjaan")
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "heartbeat_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def open(self) -> bool:
        """Whether something may still happen."""
        return self.state in self.OPEN


class Worker(models.Model):
    """A process that does jobs. It lives while `beat_at` is recent."""

    name = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name


class Chore(models.Model):
    """When a regular chore was last begun, so that of several workers one does it."""

    name = models.CharField(max_length=120, unique=True)
    ran_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
