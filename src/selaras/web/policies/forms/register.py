"""Which form a part has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selaras.web.policies.forms.boxes import ExemptForm, FrameForm, GroupsForm
from selaras.web.policies.forms.part import PartForm
from selaras.web.policies.forms.simple import (
    ExperienceForm,
    JpmForm,
    OrderForm,
    RankForm,
    ThresholdForm,
    TopForm,
    ValidityForm,
)
from selaras.web.policies.forms.tables import BandsForm, EffectsForm, SourcesForm
from selaras.web.policies.items import FRAME, GROUPS, ROWS
from selaras.web.policies.models import Version
from selaras.web.policies.parts import part_of, seen

FORMS: dict[str, Any] = {
    "effects": EffectsForm,
    "sources": SourcesForm,
    "validity_years": ValidityForm,
    "indicator_threshold": ThresholdForm,
    "jpm": JpmForm,
    "scale_top": TopForm,
    "bands": BandsForm,
    "experience_months": ExperienceForm,
    "instrument_order": OrderForm,
    "rank_equivalents": RankForm,
    ROWS: ExemptForm,
    GROUPS: GroupsForm,
    FRAME: FrameForm,
}


def form_of(version: Version, part: str, data: Mapping[str, Any] | None = None) -> PartForm:
    """The form of a part, with what it says now."""
    made: PartForm = FORMS[part](data, part_of(version.content, part), seen(version.content, part))
    return made
