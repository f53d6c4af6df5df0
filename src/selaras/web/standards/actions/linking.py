"""Competencies that are earlier ones under another name: decided by a person, suggested or chosen."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from selaras.web.accounts.models import User
from selaras.web.audit.record import record
from selaras.web.standards.actions.begun import version_checked
from selaras.web.standards.errors import refused
from selaras.web.standards.models import Link, Version
from selaras.web.standards.renamed import chosen


@transaction.atomic
def decide_link(*, link: Link, decision: str, citation: str, by: User, at: datetime) -> Link:
    """Say whether a new competency is an earlier one under another name, and where that is laid down."""
    version = version_checked(link.version_id)
    link = Link.objects.get(pk=link.pk)
    if decision not in (Link.Decision.SAME, Link.Decision.OTHER):
        raise refused(
            "Putusan ini tidak dikenal.",
            "This decision is not known.",
            "Pilih sama atau lain.",
            "Choose same or another.",
        )
    if decision == Link.Decision.SAME and not citation.strip():
        raise refused(
            "Kaitan kompetensi memerlukan dasarnya.",
            "Linking competencies needs its basis.",
            "Tulis pasal, lampiran, atau berita acara yang menyatakannya.",
            "Write the article, annex or minutes that say so.",
        )
    before = link.decision
    link.decision, link.citation, link.by, link.at = decision, citation.strip()[:300], by, at
    link.save()
    said = {"code": link.code, "earlier_code": link.earlier_code, "decision": decision}
    record(
        "standards.decide_link",
        version,
        by=by,
        at=at,
        instansi=version.instansi,
        before={"decision": before},
        after=said,
        why=link.citation,
    )
    return link


@transaction.atomic
def choose_link(
    *, version: Version, code: str, earlier_code: str, citation: str, by: User, at: datetime
) -> Link:
    """Say that a competency is an earlier one that was not suggested for it, and where that is laid down.

    A pair that was suggested for it is replaced. Raises Refused without a basis or for codes that are not there.
    """
    version = version_checked(version.pk)
    found = chosen(version, code, earlier_code)
    if found is None:
        raise refused(
            "Kompetensi itu tidak ada di versi ini atau belum pernah diterbitkan.",
            "That competency is not in this version, or was never published.",
            "Muat ulang halaman dan pilih dari daftarnya.",
            "Load the page again and choose from its list.",
        )
    version.links.filter(code=found.code).delete()
    found.save()
    return decide_link(link=found, decision=Link.Decision.SAME, citation=citation, by=by, at=at)
