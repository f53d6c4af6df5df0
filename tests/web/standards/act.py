"""A short act with one class standard, as text, and what tests do with it again and again."""

from __future__ import annotations

from datetime import date, datetime
from importlib.resources import files

from django.core.files.uploadedfile import SimpleUploadedFile

from selaras.web.accounts.models import Instansi, User
from selaras.web.accounts.roles import Role
from selaras.web.jobs.work import run_now
from selaras.web.standards import actions
from selaras.web.standards.models import Ending, Version
from tests.web.cast import AT, Cast
from tests.web.evaluations.affected import seen_standard

TEXT = files("selaras.law").joinpath("data", "perwali-dumai-6-2023", "source.txt").read_text("utf-8")


def bring(cast: Cast, text: str = TEXT, name: str = "perwali.txt", by: User | None = None) -> Version:
    """A document uploaded by the analyst and read."""
    return bring_to(cast.dumai.instansi, by or cast.dumai.users[Role.ANALYST], text.encode(), name)


def bring_to(instansi: Instansi, by: User, content: bytes, name: str) -> Version:
    """A document uploaded and read."""
    file = SimpleUploadedFile(name, content)
    version = actions.receive(file=file, instansi=instansi, by=by, at=AT)
    assert version.job is not None
    run_now(version.job)
    version.refresh_from_db()
    return version


def confirm(version: Version, by: User, at: datetime = AT) -> Version:
    """Everything in it confirmed, links decided as other competencies, findings accepted; handed over."""
    for doubt in [each for piece in version.pieces.all() for each in piece.doubts.all()]:
        actions.confirm_doubt(doubt=doubt, note="Sesuai dokumen asli", by=by, at=at)
    for piece in version.pieces.all():
        actions.confirm_piece(piece=piece, by=by, at=at)
    for link in version.links.all():
        actions.decide_link(link=link, decision="other", citation="", by=by, at=at)
    if version.lint_errors:
        actions.accept_findings(version=version, reason="Galat ada pada naskah asli", by=by, at=at)
    return actions.submit(version=version, by=by, at=at)


def publish(cast: Cast, version: Version, on: date) -> Version:
    """Confirmed by the analyst, looked at for whom it affects, published by the authority."""
    confirm(version, cast.dumai.users[Role.ANALYST])
    return publish_confirmed(cast, version, on)


def publish_confirmed(cast: Cast, version: Version, on: date) -> Version:
    """Looked at for whom it affects, and published by the authority."""
    authority = cast.dumai.users[Role.AUTHORITY]
    seen_standard(version, on, authority)
    return actions.publish(version=version, effective_from=on, by=authority, at=AT)


def repealed(cast: Cast, version: Version, on: date) -> Ending:
    """Its end, proposed by the authority and agreed to by somebody else."""
    proposed = actions.propose_repeal(
        version=version, on=on, basis="Perwali 1/2028", reason="", by=cast.dumai.users[Role.AUTHORITY], at=AT
    )
    return actions.agree_repeal(repealing=proposed, by=cast.superadmin, at=AT)
