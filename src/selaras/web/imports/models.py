"""One file being reconciled: the file, how its columns are read, what each row would do, and what was done."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.models import Instansi
from selaras.web.jobs.models import Job
from selaras.web.people.models import Person
from selaras.web.uploads.models import Upload


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
    counts = models.JSONField(_("jumlah"), default=dict)
    refusal = models.JSONField(null=True)  # {"what": {id, en}, "remedy": {id, en}, "problems": […]}
    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))
    committed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    committed_at = models.DateTimeField(null=True)
    rejects = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("impor")
        verbose_name_plural = _("impor")
        ordering: ClassVar = ["-pk"]


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
    # [{"kind", "before": {…} | null, "after": {…}, "entry": id | null, "conflict": bool}]
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    conflict = models.BooleanField(default=False)
    # For a conflict with a locally corrected field: "file" or "keep"; empty: undecided.
    decision = models.CharField(max_length=8, blank=True)
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
