"""Forms for entries: one per kind, giving the data its schema asks."""

from __future__ import annotations

from selaras.web.people.forms.competency import CompetencyForm
from selaras.web.people.forms.entry import EntryForm
from selaras.web.people.forms.facts import (
    DeterminationForm,
    DisciplineForm,
    EducationForm,
    EmploymentForm,
    PerformanceForm,
    PositionForm,
    ProfileForm,
    RankForm,
    TrainingForm,
)
from selaras.web.people.models import Kind

__all__ = ["FORMS", "CompetencyForm", "EntryForm"]

FORMS: dict[Kind, type[EntryForm]] = {
    Kind.EMPLOYMENT: EmploymentForm,
    Kind.POSITION: PositionForm,
    Kind.RANK: RankForm,
    Kind.EDUCATION: EducationForm,
    Kind.TRAINING: TrainingForm,
    Kind.COMPETENCY: CompetencyForm,
    Kind.DETERMINATION: DeterminationForm,
    Kind.PROFILE: ProfileForm,
    Kind.PERFORMANCE: PerformanceForm,
    Kind.DISCIPLINE: DisciplineForm,
}
