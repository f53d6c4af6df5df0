"""A parsed value of the form → the demand that the engine checks."""

from __future__ import annotations

from selaras.core.model import (
    Demand,
    EducationAtLeast,
    ExperienceNeeded,
    FieldRelevant,
    Information,
    Nothing,
    RankBetween,
    TrainingNeeded,
    Unread,
)
from selaras.law.form.table import (
    Parsed,
    ParsedEducation,
    ParsedExperience,
    ParsedField,
    ParsedInformation,
    ParsedNothing,
    ParsedRank,
    ParsedTraining,
)
from selaras.law.lists import education_levels, ranks


def demand_of(parsed: Parsed) -> Demand:
    """What a parsed value demands. Raises KeyError for an unknown code, ValueError for an empty rank range."""
    match parsed:
        case ParsedEducation():
            return EducationAtLeast(education_levels()[parsed.minimum])
        case ParsedField():
            return FieldRelevant(parsed.fields)
        case ParsedTraining():
            return TrainingNeeded(parsed.trainings)
        case ParsedExperience():
            return ExperienceNeeded(parsed.months)
        case ParsedRank():
            return RankBetween(ranks()[parsed.low.code], ranks()[parsed.high.code])
        case ParsedInformation():
            return Information()
        case ParsedNothing():
            return Nothing()
        case _:
            return Unread()
