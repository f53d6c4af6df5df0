"""What holds a version back from being published: each reason with its way out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from selaras.core.model import Regulation
from selaras.errors import LawRefused, Text
from selaras.law.enact import to_regulation
from selaras.law.form import Form
from selaras.web.standards.equivalents import stale
from selaras.web.standards.models import Doubt, Link, Version


@dataclass(frozen=True, slots=True)
class Held:
    """One reason. `show`: which list of the version's page has what is to be done."""

    what: Text
    remedy: Text
    show: str = ""


def holds_of(version: Version) -> list[Held]:
    """Every reason that stands, from a few counting queries; none: it may be handed over for publication."""
    found = []
    open_doubts = Doubt.objects.filter(piece__version=version, state=Doubt.State.OPEN).count()
    faults = version.pieces.aggregate(n=Sum("faults"))["n"] or 0
    waiting = version.pieces.filter(confirmed_at__isnull=True).count()
    links = version.links.filter(decision=Link.Decision.OPEN).count()
    if open_doubts:
        found.append(
            _held(
                (f"{open_doubts} tempat belum pasti.", f"{open_doubts} places are uncertain."),
                (
                    "Tetapkan atau perbaiki tiap tempat dengan alasan.",
                    "Confirm or correct each with a reason.",
                ),
                "ragu",
            )
        )
    if faults:
        found.append(
            _held(
                (f"{faults} baris belum utuh terbaca.", f"{faults} rows are not read wholly."),
                (
                    "Buka bagiannya dan perbaiki baris yang ditandai.",
                    "Open the part and correct the marked rows.",
                ),
                "ragu",
            )
        )
    if waiting:
        found.append(
            _held(
                (f"{waiting} bagian belum disahkan.", f"{waiting} parts are not confirmed."),
                ("Periksa terhadap dokumen asli, lalu sahkan.", "Check against the original, then confirm."),
                "belum",
            )
        )
    if links:
        found.append(
            _held(
                (
                    f"{links} kompetensi tampak berganti nama dan belum dikaitkan.",
                    f"{links} competencies seem renamed and are not linked.",
                ),
                (
                    "Putuskan tiap pasangan: sama atau lain. Bila dibiarkan, hasil uji lama tidak terhitung.",
                    "Decide each pair: the same or another. Left open, earlier results would not count.",
                ),
                "kaitan",
            )
        )
    outdated = len(stale(version))
    if outdated:
        found.append(
            _held(
                (
                    f"{outdated} putusan kesetaraan rubrik menyangkut rubrik yang kemudian diperbaiki.",
                    f"{outdated} decisions on equivalent rubrics are about rubrics that were corrected since.",
                ),
                (
                    "Buka “Rubrik setara”, tarik putusan lama itu, dan putuskan lagi bila perlu.",
                    "Open “Equivalent rubrics”, take those decisions back, and decide anew where needed.",
                ),
                "rubrik",
            )
        )
    if version.lint_errors and not version.lint_reason:
        found.append(
            _held(
                (
                    f"Pemeriksa naskah menemukan {version.lint_errors} galat.",
                    f"The linter finds {version.lint_errors} errors.",
                ),
                (
                    "Perbaiki dokumen dan unggah lagi, atau catat alasan mengapa tetap diterbitkan.",
                    "Mend the document and upload it again, or record why it is published all the same.",
                ),
                "temuan",
            )
        )
    return found + _of_region(version)


def regulation_or_held(form: Form) -> Regulation | Held:
    """Whether the engine can evaluate with a form; else the first contradiction."""
    try:
        return to_regulation(form)
    except LawRefused as error:
        first = error.problems[0]
        return Held(
            first.what,
            Text(
                "Perbaiki bagian itu, atau unduh bentuk JSON, perbaiki, lalu unggah sebagai dokumen baru.",
                "Correct that part, or download the JSON form, mend it and upload it as a new document.",
            ),
        )


def _of_region(version: Version) -> list[Held]:
    head = version.pieces.filter(kind="act").values_list("data__instrument__region", flat=True).first()
    if not head or version.instansi is None or head == version.instansi.region:
        return []
    return [
        _held(
            (
                f"Peraturan ini milik {head}, bukan {version.instansi.region}.",
                f"This act belongs to {head}, not to {version.instansi.region}.",
            ),
            (
                "Periksa daerah pada bagian Peraturan; standar daerah lain tidak berlaku untuk jabatan di sini.",
                "Check the region in the part on the act; another region's standards apply to no position here.",
            ),
            "semua",
        )
    ]


def _held(what: tuple[str, str], remedy: tuple[str, str], show: str) -> Held:
    return Held(Text(*what), Text(*remedy), show)
