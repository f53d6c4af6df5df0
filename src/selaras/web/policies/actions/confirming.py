"""Confirming a trust mark: by a named person, from a source document, at a place that is cited."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from selaras.core.citation import Trust
from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.policies.actions.locking import locked, touched
from selaras.web.policies.content import digest_of
from selaras.web.policies.items import items, marked
from selaras.web.policies.models import Paper, Version
from selaras.web.steps import refused
from selaras.web.uploads.actions import store

KINDS = ("pdf", "docx", "jpg", "png")


@transaction.atomic
def confirm(
    *,
    version: Version,
    key: str,
    trust: Trust,
    citation: str,
    address: str = "",
    file: UploadedFile[Any] | None = None,
    by: User,
    at: datetime,
) -> Version:
    """Set the trust mark of one value. A verified one needs the place cited and its document: a file or an address.

    Raises Refused without them, DataRefused for a file that cannot be kept.
    """
    version = locked(version, Version.State.DRAFT)
    item = next((each for each in items(str(version.subject), version.content) if each.key == key), None)
    if item is None:
        raise refused(
            "Nilai itu tidak ada lagi.", "That value is gone.", "Muat ulang halaman.", "Load the page again."
        )
    if not citation.strip():
        raise refused(
            "Tempat yang dirujuk belum ditulis.",
            "The place cited is missing.",
            "Tulis pasal atau halaman yang Anda baca.",
            "Write the article or page that you read.",
        )
    if trust.verified and not (address.strip() or file):
        raise refused(
            "Dokumen sumbernya belum ada.",
            "The source document is missing.",
            "Unggah dokumennya atau tulis alamatnya.",
            "Upload the document or write its address.",
        )
    said: dict[str, Any] = {
        "trust": str(trust),
        "citation": citation.strip(),
        "address": address.strip(),
        "by": by.name,
        "at": at.isoformat(),
    }
    if file and version.instansi:
        upload = store(file=file, instansi=version.instansi, kinds=KINDS, by=by, at=at)
        paper = Paper.objects.create(version=version, upload=upload)
        said |= {"paper": paper.pk, "paper_name": upload.name}
    version.content = marked(str(version.subject), version.content, key, trust)
    version.digest = digest_of(version.content)
    version.confirmations = {**version.confirmations, key: said}
    version.edited_by, version.edited_at, version.hands = by, at, touched(version, by)
    version.save()
    before = {"value": key, "trust": str(item.trust)}
    after = {"value": key, **{name: said[name] for name in ("trust", "citation", "address")}}
    after["document"] = said.get("paper_name", "")
    record("policies.confirm", version, by=by, at=at, instansi=version.instansi, before=before, after=after)
    return version
