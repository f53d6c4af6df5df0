"""What people decide about published rubrics and standards: which rubrics are equivalent, what is repealed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RubricPair(models.Model):
    """Two rubrics of one competency and level: whether results of one count for the other.

    Said by a named person, never assumed. It counts from `since`, once a second person has confirmed it: by publishing
    the version it belongs to or, for a version that is published already, by itself. Then it never changes; a later pair
    of the same rubrics overrides it.
    """

    class Decision(models.TextChoices):
        """What a person said."""

        BOTH = "both", _("setara, berlaku timbal balik")
        FIRST = "first", _("hasil rubrik A berlaku untuk rubrik B")
        SECOND = "second", _("hasil rubrik B berlaku untuk rubrik A")
        NONE = "none", _("tidak setara")

    version = models.ForeignKey("standards.Version", on_delete=models.CASCADE, related_name="pairs")
    code = models.CharField(_("kode kompetensi"), max_length=200)
    name = models.CharField(_("kompetensi"), max_length=300)
    first = models.CharField(_("rubrik A"), max_length=230)
    second = models.CharField(_("rubrik B"), max_length=230)
    decision = models.CharField(_("keputusan"), max_length=8, choices=Decision.choices)
    citation = models.CharField(_("dasar"), max_length=300)
    reason = models.TextField(_("alasan"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))
    since = models.DateField(_("berlaku mulai"), null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        verbose_name = _("kesetaraan rubrik")
        verbose_name_plural = _("kesetaraan rubrik")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "first", "second"],
                condition=Q(since__isnull=True),
                name="one_open_pair_of_rubrics",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True)
                | Q(confirmed_by__isnull=False) & ~Q(confirmed_by=models.F("by")),
                name="pair_confirmed_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_decision_display()}"

    @property
    def both(self) -> frozenset[str]:
        """The two rubrics, whichever is named first."""
        return frozenset((self.first, self.second))

    def directions(self) -> tuple[tuple[str, str], ...]:
        """(measured, required): whose results count for whom by it."""
        there, back = (self.first, self.second), (self.second, self.first)
        return {
            self.Decision.BOTH: (there, back),
            self.Decision.FIRST: (there,),
            self.Decision.SECOND: (back,),
        }.get(self.Decision(self.decision), ())


class Repealing(models.Model):
    """That a published version is to end, proposed by one person; it ends when a second one agrees."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("menunggu orang kedua")
        AGREED = "agreed", _("disetujui")
        REFUSED = "refused", _("ditolak")

    version = models.ForeignKey("standards.Version", on_delete=models.CASCADE, related_name="repealings")
    on = models.DateField(_("tidak berlaku mulai"))
    basis = models.CharField(_("dasar"), max_length=300)
    reason = models.TextField(_("alasan"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("waktu"))
    state = models.CharField(_("keadaan"), max_length=8, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    decided_at = models.DateTimeField(_("diputus"), null=True)
    note = models.TextField(_("alasan putusan"), blank=True)

    class Meta:
        verbose_name = _("usul pencabutan")
        verbose_name_plural = _("usul pencabutan")
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version"], condition=Q(state="open"), name="one_open_repealing"),
            models.CheckConstraint(
                condition=~Q(state="agreed") | ~Q(decided_by=models.F("by")),
                name="repealed_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.on}"
