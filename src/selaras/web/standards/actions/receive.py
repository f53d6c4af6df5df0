"""Take in a document, and what the background work made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from selaras.errors import DataRefused, SelarasError, Text
from selaras.web.accounts.models import Instansi, User
from selaras.web.audit.record import record
from selaras.web.jobs.work import start
from selaras.web.standards.actions.embedded import act_of
from selaras.web.standards.actions.storing import store_parts
from selaras.web.standards.errors import SecondInPreparation
from selaras.web.standards.models import Act, Link, Version
from selaras.web.standards.pieces import hand_out, lay_beside, parts_of
from selaras.web.standards.renamed import suggested
from selaras.web.standards.source import KINDS, Reading, ending_of
from selaras.web.uploads.actions import store
from selaras.web.uploads.contents import kind_of

WORK = "standards.read"
SHOWN = 50  # problems of a refusal that are kept


@transaction.atomic
def receive(*, file: UploadedFile[Any], instansi: Instansi, by: User, at: datetime) -> Version:
    """Keep a document and read it in the background. Raises DataRefused for a file of another kind."""
    kind = (
        kind_of(cast("BinaryIO", file.file)) if file.size and file.file else "pdf"
    )  # an empty one is refused by the store
    if kind not in KINDS or not ending_of(file.name or "", kind):
        raise DataRefused(
            Text(
                "Isi atau akhiran nama berkas ini bukan jenis yang dapat dibaca sebagai standar.",
                "The content or the ending of this file's name is not of a kind that can be read as a standard.",
            ),
            Text(
                "Unggah peraturan .docx, .pdf, .md, .txt, lampiran .xlsx, atau bentuk data .json.",
                "Upload a regulation as .docx, .pdf, .md or .txt, an annex as .xlsx, or the data form as .json.",
            ),
        )
    upload = store(file=file, instansi=instansi, kinds=KINDS, by=by, at=at)
    version = Version.objects.create(instansi=instansi, source=upload, uploaded_by=by, uploaded_at=at)
    said = {"upload": upload.pk, "name": upload.name, "sha256": upload.sha256}
    record("standards.upload", version, by=by, at=at, instansi=instansi, after=said)
    version.job = start(WORK, by=by, instansi=instansi, at=at, version=version.pk)
    version.save(update_fields=["job"])
    return version


@transaction.atomic
def keep_reading(*, version: Version, reading: Reading, at: datetime) -> Version:
    """What was read, ready to be checked. Raises Refused when another version of the act is in preparation."""
    version = Version.objects.select_for_update(no_key=True, of=("self",)).get(pk=version.pk)
    if version.state != Version.State.READING:
        return version
    form = reading.form.model_dump(mode="json")
    act = act_of(form, version.instansi)
    Act.objects.select_for_update(no_key=True).get(pk=act.pk)
    refuse_second(act, version)
    parts = parts_of(form)
    if reading.document is not None:
        lay_beside(parts, reading.document, reading.findings)
    else:
        hand_out(parts, reading.findings)
    weights = [each["severity"] for each in reading.findings]
    head = form["instrument"]
    version.act, version.form, version.state = act, form, Version.State.REVIEW
    version.effective_from = date.fromisoformat(head["in_force_from"]) if head["in_force_from"] else None
    version.linted = reading.document is not None
    version.lint_errors, version.lint_warnings = weights.count("error"), weights.count("warning")
    version.read_at = at
    version.save()
    store_parts(version, parts)
    _suggest(version, form)
    said = {"act": str(act), "pieces": len(parts), "uncertain": len(form["uncertain"])}
    record("standards.read", version, by=None, at=at, instansi=version.instansi, after=said)
    return version


@transaction.atomic
def refuse_reading(*, version: Version, error: SelarasError, at: datetime) -> Version:
    """The document could not be read, or not now: why, where, and what to do."""
    version = Version.objects.select_for_update(no_key=True, of=("self",)).get(pk=version.pk)
    if version.state != Version.State.READING:
        return version
    version.state, version.read_at = Version.State.REFUSED, at
    version.refusal = {
        "what": asdict(error.what),
        "remedy": asdict(error.remedy),
        "version": getattr(error, "version", None),
        "problems": [_problem(each) for each in getattr(error, "problems", ())[:SHOWN]],
    }
    version.save(update_fields=["state", "read_at", "refusal"])
    said = {"state": "refused"}
    record("standards.refuse", version, by=None, at=at, instansi=version.instansi, after=said)
    return version


def refuse_second(act: Act, version: Version) -> None:
    """Raises Refused when another version of the act is in preparation."""
    other = (
        act.versions.filter(state__in=Version.PREPARED)
        .exclude(pk=version.pk)
        .select_related("source")
        .first()
    )
    if other:
        name = other.source.name if other.source else act
        raise SecondInPreparation(
            Text(
                f"Versi {act} dari “{name}” masih disiapkan.",
                f"A version of {act} from “{name}” is still in preparation.",
            ),
            Text(
                "Selesaikan atau batalkan versi itu, lalu unggah lagi.",
                "Finish or discard that version, then upload again.",
            ),
            other.pk,
        )


def _suggest(version: Version, form: dict[str, Any]) -> None:
    rows: Sequence[Link] = suggested(version, form)
    version.links.all().delete()
    Link.objects.bulk_create(rows)


def _problem(problem: Any) -> dict[str, Any]:
    place = problem.place
    said = {"line": place.line, "sheet": place.sheet, "character": place.character}
    return {"what": asdict(problem.what), "remedy": asdict(problem.remedy), **said}
