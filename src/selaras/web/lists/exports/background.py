"""Large lists are written in the background and fetched when they are ready."""

from __future__ import annotations

from typing import Any

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.http import QueryDict
from django.utils import translation

from selaras import clock
from selaras.errors import DataRefused, Text
from selaras.web.accounts.keys import lock
from selaras.web.accounts.models import Instansi, User
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import asker_of
from selaras.web.jobs.work import Progress, work
from selaras.web.lists.exports.content import content_of
from selaras.web.lists.exports.kinds import ending, made
from selaras.web.lists.listing import listing_of
from selaras.web.lists.models import Export
from selaras.web.uploads.actions import store_bytes

PURPOSE = "search of an export"
GONE = DataRefused(
    Text("Daftar ini tidak dapat diunduh lagi.", "This list can no longer be downloaded."),
    Text("Buka daftarnya, lalu unduh lagi.", "Open the list and download it again."),
)


def locked(query: str) -> str:
    """A query string as it waits with the work: it may hold a name or a NIP, and work is kept when it has ended."""
    return lock(PURPOSE).encrypt(query.encode()).decode()


def unlocked(query: str) -> str:
    """What was locked. Raises DataRefused when no key of this installation opens it."""
    try:
        return lock(PURPOSE).decrypt(query.encode()).decode()
    except InvalidToken:
        raise GONE from None


@work("lists.export", label=Text("Unduhan daftar", "Download of a list"), attempts=2)
def write(
    progress: Progress,
    *,
    key: str,
    form: str,
    query: str,
    columns: list[str],
    user_id: int,
    instansi_id: int,
    language: str,
) -> dict[str, Any]:
    """Write a list's file; `query` is locked. Scope and permission are those of the moment it is written, not of the asking."""
    at = clock.now()
    by = User.objects.get(pk=user_id)
    place = Instansi.objects.get(pk=instansi_id)
    asker = asker_of(by, instansi_id, clock.today())
    listing = listing_of(key)
    if listing is None or asker.instansi != place or not (by.is_active and asker.may(Permission.EXPORT)):
        raise GONE
    with translation.override(language):
        content = content_of(listing, asker, listing.state(QueryDict(unlocked(query))), tuple(columns), at)
        if content is None:
            raise GONE
        progress.step(0, content.rows.number, Text("Menulis berkas", "Writing the file"))
        data = made(content, form)
        progress.step(content.rows.number, content.rows.number)
        with transaction.atomic():
            upload = store_bytes(
                name=content.name(ending(form)), content=data, kind=ending(form), instansi=place, by=by, at=at
            )
            export = Export.objects.create(
                key=key,
                instansi=place,
                by=by,
                at=at,
                upload=upload,
                rows=content.rows.number,
                paths=list(asker.paths(Permission.EXPORT)),
            )
    return {"url": listing.url("export_file", "", export.pk), "rows": export.rows}
