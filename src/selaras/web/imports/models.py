"""One file being reconciled: the file, how its columns are read, what each row would do, and what was done."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.jobs.models import Job
from selaras.web.people.models import Person
from selaras.web.uploads.models import Upload


class ImportQuerySet(models.QuerySet["Import"]):
    """Imports within a scope."""

    def visible_to(self, asker: Asker, permission: Permission = Permission.IMPORT) -> ImportQuerySet:
        """All of the instansi for who may import for the whole of it; for others those they brought themselves."""
        if not asker.may(permission) or asker.instansi is None:
            return self.none()
        mine = Q(instansi=asker.instansi, by=asker.user)
        return self.filter(asker.in_instansi(permission) | mine)


class Import(models.Model):
    """A file on its way in. A commit appends entries whose origin is `import:<id>`; an undo appends compensating ones."""

    class State(models.TextChoices):
        """Where an import stands."""

        UPLOADED = "uploaded", _("berkas diterima")
        CHECKING = "checking", _("sedang diperiksa")
        CHECKED = "checked", _("siap disimpan")
        COMMITTING = "committing", _("sedang disimpan")
        COMMITTED = "committed", _("tersimpan")
        UNDOING = "undoing", _("sedang dibatalkan")
        UNDONE = "undone", _("dibatalkan")
        REFUSED = "refused", _("tidak dapat dipakai")
        DISCARDED = "discarded", _("dibuang")

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="imports")
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    layout = models.CharField(_("jenis berkas"), max_length=10, blank=True)  # siasn, people, csv
    state = models.CharField(_("keadaan"), max_length=12, choices=State.choices, default=State.UPLOADED)
    columns = models.JSONField(_("pemetaan kolom"), default=dict)  # header in the file → column of the layout
    rules = models.JSONField(_("aturan pertentangan"), default=dict)
    # What the file brings besides people, and what is to be known of it as a whole: see `plan.Plan`.
    plan = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    refusal = models.JSONField(null=True)  # {"what": {id, en}, "remedy": {id, en}, "problems": […]}
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    committed_at = models.DateTimeField(null=True)
    rejects = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+", null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("impor")
        verbose_name_plural = _("impor")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.upload.name

    @property
    def origin(self) -> str:
        """What the entries it records carry."""
        return f"import:{self.pk}"

    @property
    def appends_older(self) -> bool:
        """Whether what is older than the record is appended: a workbook brings histories, an export the present."""
        return bool(self.rules.get("older", "append" if self.layout == "people" else "leave") == "append")

    @property
    def at_work(self) -> bool:
        """Whether something runs on it in the background, or should."""
        return self.state in AT_WORK

    @property
    def nothing_new(self) -> bool:
        """Whether it was checked and saving would change nobody."""
        leaving = self.counts.get("missing") if self.rules.get("missing") == "left" else 0
        changing = self.counts.get("new") or self.counts.get("changed") or leaving
        return self.state == self.State.CHECKED and not changing

    @property
    def halted(self) -> bool:
        """Whether the work on it ended before it was done: it can be taken up again."""
        return self.at_work and (
            self.job is None or self.job.state in (Job.State.FAILED, Job.State.CANCELLED)
        )


AT_WORK = (Import.State.CHECKING, Import.State.COMMITTING, Import.State.UNDOING)


class Row(models.Model):
    """What a file says about one person, against what is recorded."""

    class State(models.TextChoices):
        """What the row would do."""

        NEW = "new", _("baru")
        CHANGED = "changed", _("berubah")
        UNCHANGED = "unchanged", _("tetap")
        MISSING = "missing", _("tidak ada di berkas")
        REJECTED = "rejected", _("ditolak")

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    state = models.CharField(max_length=10, choices=State.choices)
    place = models.CharField(max_length=80, blank=True)
    # See `change.Change`.
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    conflict = models.BooleanField(default=False)
    # Of its conflicts with what was corrected here: "file", "keep" or "mixed"; empty: not all are decided.
    decision = models.CharField(max_length=8, blank=True)
    # Whether some of it is older than what is recorded.
    older = models.BooleanField(default=False)
    applied = models.BooleanField(default=False)
    undo = models.CharField(max_length=10, blank=True)  # undone, left
    person_version = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["batch", "state"])]


class ColumnMemory(models.Model):
    """How an instansi last mapped the columns of a file with these headers."""

    instansi = models.ForeignKey(Instansi, on_delete=models.CASCADE, related_name="+")
    headers = models.CharField(max_length=64)  # digest of the header row
    columns = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instansi", "headers"], name="one_memory_a_header")
        ]
