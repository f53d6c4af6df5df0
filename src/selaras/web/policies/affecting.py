"""What an approval would change for people: the policies of each purpose that would hold."""

from __future__ import annotations

from django.urls import reverse

from selaras.core.policy import Policy, Purpose
from selaras.errors import LawRefused
from selaras.web.policies.models import Version
from selaras.web.policies.previews import Content
from selaras.web.policies.reading import in_force, policies_for, read, with_trainings
from selaras.web.policies.subjects import Subject


def prepared(pk: int) -> Content | None:
    """The content of a submitted version by its key."""
    version = Version.objects.select_related("instansi").filter(pk=pk, state=Version.State.SUBMITTED).first()
    return content_of(version) if version else None


def content_of(version: Version) -> Content | None:
    """What would hold; None for a list that changes no verdict, and for what cannot be read or has no day yet."""
    if version.instansi is None or version.effective_from is None:
        return None
    try:
        policies = _policies(version)
    except LawRefused:
        return None
    if not policies:
        return None
    return Content(
        version.pk,
        version.instansi,
        str(version),
        version.digest,
        version.effective_from,
        policies,
        reverse("policies:draft", args=[version.pk]),
    )


def _policies(version: Version) -> dict[Purpose, tuple[Policy, ...]]:
    instansi, on = version.instansi, version.from_day()
    if version.topic.is_policy:
        trainings = in_force(instansi, Subject.TRAININGS, on)
        return {Purpose(version.subject): with_trainings(read(version), trainings)}
    if version.subject == Subject.TRAININGS and instansi:
        return {each: with_trainings(policies_for(instansi, each, on), version) for each in Purpose}
    return {}
