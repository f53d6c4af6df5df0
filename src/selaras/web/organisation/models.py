"""Units and positions. What they are called and where they stand is dated; the row itself is their identity."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from selaras.web.accounts.models import Instansi
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker
from selaras.web.dated import Period, PeriodQuerySet
from selaras.web.uploads.models import Upload


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units within a scope."""

    def visible_to(self, asker: Asker, permission: Permission = Permission.VIEW_ORGANISATION) -> UnitQuerySet:
        """Those for which the asker holds the permission."""
        return self.filter(asker.within(permission, "path"))


class Unit(models.Model):
    """A unit of an instansi. `name`, `parent` and `path` are today's, kept by the actions from the periods."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(_("kode"), max_length=80)  # SIASN's UNOR ID where there is one
    name = models.CharField(_("nama"), max_length=250)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="children", null=True, blank=True
    )
    # "/3/17/": the ids from the root down. A scope is a prefix of it.
    path = models.CharField(max_length=200, blank=True, db_index=True)
    ended = models.BooleanField(_("sudah dihapus dari susunan"), default=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("unit")
        ordering: ClassVar = ["path"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instansi", "code"], name="unit_code_once_per_instansi"),
            models.UniqueConstraint(
                fields=["instansi"], condition=Q(parent__isnull=True), name="one_root_per_instansi"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["path"], name="unit_path_prefix", opclasses=["varchar_pattern_ops"])
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def depth(self) -> int:
        """0 for the root."""
        return max(self.path.count("/") - 2, 0)


class UnitPeriod(Period):
    """What a unit was called and where it stood."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="periods")
    name = models.CharField(_("nama"), max_length=250)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", null=True)

    OWNER = "unit"
    objects = PeriodQuerySet["UnitPeriod"].as_manager()

    class Meta(Period.Meta):
        ordering: ClassVar = ["valid_from", "pk"]
        constraints: ClassVar = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "valid_from"], condition=Q(retired_at__isnull=True), name="unit_period_once"
            ),
        ]


class PositionQuerySet(models.QuerySet["Position"]):
    """Positions within a scope."""

    def visible_to(
        self, asker: Asker, permission: Permission = Permission.VIEW_ORGANISATION
    ) -> PositionQuerySet:
        """Those in units for which the asker holds the permission."""
        return self.filter(asker.within(permission, "unit__path"))


class PositionSaid(models.Model):
    """What is said of a position, today and in each of its periods. The class is recorded, never inferred."""

    class Type(models.TextChoices):
        """SIASN's jenis jabatan."""

        STRUCTURAL = "structural", _("struktural")
        FUNCTIONAL = "functional", _("fungsional")
        EXECUTOR = "executor", _("pelaksana")

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name=_("unit")
    )
    title = models.CharField(_("nama jabatan"), max_length=250)
    new_title = models.CharField(_("nomenklatur baru"), max_length=250, blank=True)
    type = models.CharField(_("jenis jabatan"), max_length=12, choices=Type.choices, default=Type.EXECUTOR)
    job_class = models.PositiveSmallIntegerField(_("kelas jabatan"), null=True, blank=True)
    family = models.CharField(_("rumpun"), max_length=120, blank=True)
    official_code = models.CharField(_("kode jabatan"), max_length=80, blank=True)
    urusan = models.CharField(_("urusan pemerintahan"), max_length=200, blank=True)
    # null: not listed. Then a person's recorded determination is needed.
    fields = models.JSONField(_("bidang ilmu yang diterima"), null=True, blank=True)
    trainings = models.JSONField(_("diklat teknis yang disyaratkan"), null=True, blank=True)
    needed = models.PositiveIntegerField(_("kebutuhan"), null=True, blank=True)

    class Meta:
        abstract = True

    def said(self) -> dict[str, Any]:
        """What is said, by column."""
        return {field.attname: getattr(self, field.attname) for field in PositionSaid._meta.local_fields}


class Position(PositionSaid):
    """A position of an instansi. Its columns are today's, kept by the actions from its periods."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="positions")
    code = models.CharField(_("kode"), max_length=160)
    # The title normalised: what the mapping of titles to classes goes by.
    title_key = models.CharField(max_length=250, db_index=True)
    ended = models.BooleanField(_("sudah dihapus"), default=False)

    objects = PositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("jabatan")
        verbose_name_plural = _("jabatan")
        ordering: ClassVar = ["title", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["instansi", "code"], name="position_code_once_per_instansi")
        ]

    def __str__(self) -> str:
        return self.title


class PositionPeriod(PositionSaid, Period):
    """What a position was from a day to a day."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="periods")

    OWNER = "position"
    objects = PeriodQuerySet["PositionPeriod"].as_manager()

    class Meta(Period.Meta):
        ordering: ClassVar = ["valid_from", "pk"]
        constraints: ClassVar = [
            *Period.Meta.constraints,
            models.UniqueConstraint(
                fields=["position", "valid_from"],
                condition=Q(retired_at__isnull=True),
                name="position_period_once",
            ),
        ]


class TitleDecision(models.Model):
    """What somebody confirmed for a distinct title: its class and family. Appended; the newest counts."""

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="title_decisions")
    title_key = models.CharField(max_length=250)
    title = models.CharField(_("nama jabatan"), max_length=250)
    job_class = models.PositiveSmallIntegerField(_("kelas jabatan"), null=True)
    family = models.CharField(_("rumpun"), max_length=120, blank=True)
    since = models.DateField(_("berlaku mulai"))
    reason = models.CharField(_("alasan"), max_length=500)
    document = models.CharField(_("dokumen"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["instansi", "title_key"])]


class Workbook(models.Model):
    """A workbook of units and positions, or of titles with their classes, between its check and its commit."""

    class Kind(models.TextChoices):
        """What the workbook is about."""

        POSITIONS = "positions", _("unit dan jabatan")
        TITLES = "titles", _("pemetaan jabatan")

    instansi = models.ForeignKey(Instansi, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind.choices)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))
    committed_at = models.DateTimeField(_("disimpan"), null=True)
    counts = models.JSONField(_("jumlah"), default=dict)

    class Meta:
        ordering: ClassVar = ["-pk"]
