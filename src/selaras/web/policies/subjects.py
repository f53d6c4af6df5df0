"""What can have versions: the policy of each purpose, and the code lists of the national frame."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from selaras.core.policy import Purpose


class Subject(models.TextChoices):
    """A policy by its purpose, or a code list. The values stand in permanent addresses."""

    APPOINTMENT = "appointment", _("Pengangkatan")
    MOVEMENT = "movement", _("Promosi dan mutasi")
    MAPPING = "mapping", _("Pemetaan kompetensi")
    DEVELOPMENT = "development", _("Pengembangan kompetensi")
    RECRUITMENT = "recruitment", _("Pengadaan")
    RANKS = "ranks", _("Daftar pangkat dan golongan")
    EDUCATION = "education", _("Daftar jenjang pendidikan")
    TRAININGS = "trainings", _("Pelatihan yang disetarakan")
    SOURCES = "sources", _("Daftar sumber hasil kompetensi")
    PERFORMANCE = "performance", _("Daftar predikat kinerja")

    @property
    def is_policy(self) -> bool:
        """Whether it is an evaluation policy; else it is a code list."""
        return self.value in frozenset(Purpose)


POLICIES = tuple(subject for subject in Subject if subject.is_policy)
LISTS = tuple(subject for subject in Subject if not subject.is_policy)
