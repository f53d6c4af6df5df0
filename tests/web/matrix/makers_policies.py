"""Versions of policies in preparation."""

from __future__ import annotations

from datetime import date

from selaras.web.accounts.roles import Role
from selaras.web.policies.content import digest_of, embedded
from selaras.web.policies.models import Version
from tests.web.cast import AT
from tests.web.matrix.makers import Place, maker


def version_of(place: Place, state: str, subject: str = "appointment") -> Version:
    """A version of the instansi of the place, written by its administrator; the one that is there already, else."""
    content = embedded(subject)
    by = place.house.users[Role.ADMIN]
    version, _ = Version.objects.get_or_create(
        instansi=place.house.instansi,
        subject=subject,
        state=state,
        defaults={
            "content": content,
            "digest": digest_of(content),
            "effective_from": date(2026, 9, 1),
            "basis": "Keputusan Wali Kota Contoh 7/2026",
            "reason": "Contoh perubahan.",
            "hands": [by.pk],
            "began_by": by,
            "began_at": AT,
            "edited_by": by,
            "edited_at": AT,
            "submitted_by": by if state == Version.State.SUBMITTED else None,
            "submitted_at": AT if state == Version.State.SUBMITTED else None,
        },
    )
    return version


@maker("policy_draft")
def make_draft(place: Place) -> Version:
    """A version that is being written."""
    return version_of(place, Version.State.DRAFT)


@maker("policy_submitted")
def make_submitted(place: Place) -> Version:
    """A version that waits for a second person."""
    return version_of(place, Version.State.SUBMITTED, "mapping")
