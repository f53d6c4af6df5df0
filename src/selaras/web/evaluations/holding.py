"""What publishing pages show of a report on who would be affected, and whether publication waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from selaras.errors import Text
from selaras.web.evaluations.affected import Publication, of_policy, of_standard
from selaras.web.evaluations.models import Comparison
from selaras.web.people.models import Person
from selaras.web.policies.previews import Content
from selaras.web.standards.models import Act, Version
from selaras.web.ui.previews import Preview

REMEDY = Text(
    "Tekan “Hitung siapa yang terdampak”, lihat laporannya, lalu lanjutkan.",
    "Press “Work out who would be affected”, look at the report, then go on.",
)
NOT_YET = Text(
    "Belum diketahui siapa yang hasilnya akan berubah.", "It is not known yet whose verdict would change."
)
GOING = Text("Sedang dihitung siapa yang hasilnya akan berubah.", "Working out whose verdict would change.")
WAIT = Text(
    "Tunggu sampai selesai, lalu lihat laporannya.", "Wait until it is done, then look at the report."
)


def of_version(version: Version, starts: date, repeals: Sequence[Act]) -> Preview | None:
    """What is known about publishing a standard; None where nobody is in service."""
    publication = of_standard(version, starts, repeals)
    return _known(publication) if publication else None


def of_content(content: Content) -> Preview | None:
    """What is known about a policy or a list; None where nobody is in service."""
    return _known(of_policy(content))


def _known(publication: Publication) -> Preview | None:
    if not Person.objects.filter(instansi=publication.instansi, status=Person.Status.ACTIVE).exists():
        return None
    reports = Comparison.objects.filter(instansi=publication.instansi, key=publication.key).select_related(
        "job"
    )
    done = reports.filter(finished=True).first()
    if done:
        return Preview(True, told(done), Text("", ""), reverse("evaluations:affected", args=[done.pk]))
    going = reports.first()
    if going and going.job and going.job.open:
        return Preview(False, GOING, WAIT, reverse("jobs:detail", args=[going.job_id]))
    start = reverse("evaluations:affected_start")
    return Preview(False, NOT_YET, REMEDY, start_url=start, fields=fields_of(publication))


def fields_of(publication: Publication) -> tuple[tuple[str, str], ...]:
    """What is posted to have the report made."""
    return (
        ("jenis", str(publication.kind)),
        ("versi", str(publication.subject)),
        ("berlaku", publication.effective_from.isoformat()),
        ("mencabut", ",".join(map(str, publication.repeals))),
    )


def told(report: Comparison) -> Text:
    """A finished report in a sentence."""
    changed, people = outcomes_changed(report), report.people
    return Text(
        f"Hasil {changed} dari {people} pegawai akan berubah, per {report.on:%d-%m-%Y}.",
        f"The verdicts of {changed} of {people} people would change, as of {report.on:%d-%m-%Y}.",
    )


def outcomes_changed(report: Comparison) -> int:
    """People whose outcome differs for the first purpose asked about: the one that gates."""
    rows = report.counts.get(report.purposes[0], []) if report.purposes else []
    return sum(number for was, now, number in rows if was != now)
