"""The version as it is now, ours until the transaction ends."""

from __future__ import annotations

from selaras.web import steps
from selaras.web.accounts.models import User
from selaras.web.policies.models import Version


def locked(version: Version, *states: str) -> Version:
    """The version, locked. Raises Refused when its state is another by now."""
    return steps.locked(Version.objects.select_related("instansi", "edited_by"), version.pk, states)


def touched(version: Version, by: User) -> list[int]:
    """Who had a hand in it, `by` included."""
    return sorted({*version.hands, by.pk})
