"""The background work of a bundle: profiles of many people, some at a time, set by two presses while the next are read."""

from __future__ import annotations

import csv
import io
import os
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify

from selaras.clock import now, today
from selaras.core.policy import Purpose
from selaras.errors import DataRefused, Language, LawRefused, Text, UsageError
from selaras.files.profile.press import Press
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.scopes import Asker, asker_of
from selaras.web.evaluations.questions import Question, answered, question
from selaras.web.jobs.work import Cancelled, Progress, work
from selaras.web.lists.models import Export
from selaras.web.people.load import persons
from selaras.web.people.models import Person
from selaras.web.reports import parts
from selaras.web.reports.guard import printable
from selaras.web.reports.models import Bundle
from selaras.web.reports.printing import content
from selaras.web.reports.prints import record_bundle
from selaras.web.uploads.actions import store_bytes

WORK = "reports.bundle"
KEY = "profiles"  # under which the zip lies with the exports of lists
A_PART = 100  # profiles in one part: what is made again at most when the process is killed
PRESSES = min(2, len(os.sched_getaffinity(0)))
NAME = 60  # letters of a name in a file's name
LOST = timedelta(days=1)  # after which parts of work that has ended are deleted
LIST = "daftar.csv"

OUT_OF_REACH = UsageError(
    Text(
        "Kewenangan mengunduh profil pegawai sudah berakhir.", "The right to take profiles along has ended."
    ),
    Text("Minta admin instansi memeriksa peran Anda.", "Ask the administrator to look at your roles."),
)
NOBODY = DataRefused(
    Text("Tidak ada profil yang dapat dicetak.", "There is no profile to print."),
    Text(
        "Pilih pegawai lain, tanggal lain, atau keperluan lain.",
        "Choose other people, another day or another purpose.",
    ),
)
Job = tuple[int, str, str, Future[bytes]]  # person, file, digest, what is being set
_mine = threading.local()


@work(WORK, label=Text("Mencetak profil pegawai", "Printing profiles of people"), attempts=3)
def make_bundle(progress: Progress, *, bundle: int) -> dict[str, Any]:
    """Print everybody who is within reach when their turn comes. Begun again after a kill, it goes on where it was."""
    row = Bundle.objects.select_related("instansi", "by").get(pk=bundle)
    url = reverse("reports:bundle", args=[row.pk])
    if row.export_id:
        return {"url": url, "people": len(row.contents)}
    try:
        _print(row, progress)
        _finish(row)
    except Cancelled as ended:
        if type(ended) is Cancelled:  # asked to end, not to pause
            parts.clear(row.folder)
        raise
    except (DataRefused, UsageError):
        parts.clear(row.folder)
        raise
    parts.clear(row.folder)
    return {"url": url, "people": len(row.contents)}


def lots(row: Bundle) -> list[list[int]]:
    """The people wanted, some at a time, always the same ones together."""
    return [row.wanted[at : at + A_PART] for at in range(0, len(row.wanted), A_PART)]


def _print(row: Bundle, progress: Progress) -> None:
    asked = question(row.instansi, Purpose(row.purpose), row.on)
    done, total = 0, len(row.wanted)
    progress.step(0, total, Text("Menyusun dan mencetak profil", "Composing and printing profiles"))
    with ThreadPoolExecutor(PRESSES, thread_name_prefix="press") as presses:
        waiting: list[tuple[int, list[Job]]] = []
        for number, lot in enumerate(lots(row)):
            if parts.names_of(row.folder, number) is None:
                jobs = [
                    (person, name, said["digest"], presses.submit(_set, said, row.paper))
                    for person, name, said in _contents(row, lot, asked)
                ]
                waiting.append((number, jobs))
            while len(waiting) > 1:  # one lot is read while the one before it is set
                _keep(row, *waiting.pop(0))
            done += len(lot)
            try:
                progress.step(done - sum(len(jobs) for _, jobs in waiting), total)
            except Cancelled:
                presses.shutdown(wait=True, cancel_futures=True)
                raise
        for number, jobs in waiting:
            _keep(row, number, jobs)
    progress.step(total, total, Text("Menyatukan berkas", "Putting the file together"))


def _set(said: dict[str, Any], paper: str) -> bytes:
    """One profile, by the press of this thread."""
    if not hasattr(_mine, "press"):
        _mine.press = Press("profile")
    made: bytes = _mine.press.pdf(said, paper)
    return made


def _keep(row: Bundle, number: int, jobs: Sequence[Job]) -> None:
    made = [parts.Printed(pk, name, job.result(), digest) for pk, name, digest, job in jobs]
    parts.write(row.folder, number, made)


def _contents(row: Bundle, lot: Sequence[int], asked: Question) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Person, file name and content, of everybody of a lot whom who asked may still see."""
    asker = must_reach(row)
    people = printable(asker).filter(pk__in=lot)
    known = {who.id: who for who in persons(people.order_by("pk"), row.on)}
    language: Language = "en" if row.language == "en" else "id"
    for person in people.select_related("unit", "position", "instansi").order_by("pk"):
        try:
            verdict = answered(known[person.nip], asked)
        except LawRefused:  # no policy for this type of employment on the day
            continue
        yield person.pk, file_name(person), content(person, verdict, asked, language)


def must_reach(row: Bundle) -> Asker:
    """Who asked, as they are now. Raises UsageError when they may no longer take anything along."""
    asker = asker_of(row.by, row.instansi_id, today())
    may = asker.may(Permission.EXPORT) and asker.may(Permission.VIEW_VERDICTS)
    if not (row.by.is_active and may and asker.instansi == row.instansi):
        raise OUT_OF_REACH
    return asker


def file_name(person: Person) -> str:
    """A folder for the unit, the name, and the number that tells namesakes apart; never the NIP."""
    unit = slugify(person.unit.name)[:NAME] or f"unit-{person.unit_id}"
    return f"{unit}/{slugify(person.name)[:NAME] or 'pegawai'}-{person.pk}.pdf"


def _finish(row: Bundle) -> None:
    """The parts as one file, and the row that says who may fetch it. All of it or nothing."""
    count = len(lots(row))
    names = parts.names(row.folder, count)
    inside = sorted(names)
    digests = {person: digest for person, (_name, digest) in names.items()}
    if not inside:
        raise NOBODY
    at = now()
    asker = must_reach(row)
    with tempfile.TemporaryFile() as whole:
        parts.join(row.folder, count, whole, [(LIST, _listed(row, names))])
        whole.seek(0)
        with transaction.atomic():
            upload = store_bytes(
                name=f"profil-pegawai-{row.pk}-{row.on:%Y-%m-%d}.zip",
                content=File(whole, name="profil.zip"),
                kind="zip",
                instansi=row.instansi,
                by=row.by,
                at=at,
            )
            row.export = Export.objects.create(
                key=KEY,
                instansi=row.instansi,
                by=row.by,
                at=at,
                upload=upload,
                rows=len(inside),
                paths=list(asker.paths(Permission.EXPORT)),
            )
            row.contents = inside
            row.save(update_fields=["export", "contents"])
            record_bundle(bundle=row, digests=digests, by=row.by, at=at)


def _listed(row: Bundle, names: Mapping[int, tuple[str, str]]) -> bytes:
    """What is in the zip: file by file, with who was wanted and is not inside."""
    said = io.StringIO()
    table = csv.writer(said, delimiter=";", lineterminator="\r\n")
    table.writerow(["berkas", "sidik isi", "keterangan"])
    for person in row.wanted:
        name, digest = names.get(person, ("", ""))
        table.writerow([name, digest, "" if name else f"nomor {person}: tidak dicetak"])
    return b"\xef\xbb\xbf" + said.getvalue().encode("utf-8")


def delete_lost_parts(at: datetime) -> int:
    """Delete parts of work that has ended, or that nobody knows. Returns how many folders."""
    gone = 0
    for folder in list(parts.folders()):
        pk = folder.rpartition("-")[2]
        row = Bundle.objects.select_related("job").filter(pk=int(pk) if pk.isdecimal() else 0).first()
        if row is None or (row.job and not row.job.open and row.at <= at - LOST):
            parts.clear(folder)
            gone += 1
    return gone
