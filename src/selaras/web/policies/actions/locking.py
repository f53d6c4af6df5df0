"""The version as it is now, ours until the transaction ends."""

from __future__ import annotations

from selaras.web.accounts.models import User
from selaras.web.policies.errors import refused
from selaras.web.policies.models import Version


def locked(version: Version, *states: str) -> Version:
    """The version, locked. Raises Refused when its state is another by now."""
    found = (
        Version.objects.select_for_update(no_key=True, of=("self",))
        .select_related("instansi", "edited_by")
        .get(pk=version.pk)
    )
    if found.state not in states:
        raise refused(
            f"Versi ini kini berkeadaan “{found.get_state_display()}”, jadi langkah ini tidak dapat dilakukan.",
            "The state of this version is another by now, so this step cannot be done.",
            "Muat ulang halaman dan lihat keadaannya.",
            "Load the page again and look at its state.",
        )
    return found


def touched(version: Version, by: User) -> list[int]:
    """Who had a hand in it, `by` included."""
    return sorted({*version.hands, by.pk})
