"""An analyst's desk: files to bring, and the steps of an import taken as the browser takes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from selaras import clock
from selaras.web.accounts.roles import Role
from selaras.web.imports import actions
from selaras.web.imports.models import Import, Row
from selaras.web.jobs.models import Job
from selaras.web.jobs.work import run_now
from selaras.web.people.models import Entry, Person
from tests.files.test_siasn import row as siasn_row
from tests.files.workbooks import BUDI, PPPK, RINI, good, write_xlsx
from tests.web.cast import Cast, House

__all__ = ["BUDI", "PPPK", "RINI", "Desk", "export", "good", "siasn_row", "state", "upload", "workbook"]


def upload(path: Path, name: str = "") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name or path.name, path.read_bytes())


def export(folder: Path, *rows: dict[str, Any], name: str = "siasn.xlsx") -> Path:
    """A SIASN export with these rows."""
    return write_xlsx(folder / name, {"Data utama": list(rows or (siasn_row(), siasn_row(BUDI)))})


def workbook(folder: Path, data: dict[str, Any] | None = None, name: str = "pegawai.xlsx") -> Path:
    """A people workbook."""
    return write_xlsx(folder / name, data or good())


class Desk:
    """One analyst of one instansi."""

    def __init__(self, cast: Cast, house: House | None = None, role: Role = Role.ANALYST) -> None:
        self.cast, self.house = cast, house or cast.dumai
        self.by = self.house.users[role]

    @property
    def at(self) -> datetime:
        """Now."""
        return clock.now()

    def receive(self, path: Path, layout: str = "") -> Import:
        """Upload a file."""
        return actions.receive(
            file=upload(path), layout=layout, instansi=self.house.instansi, by=self.by, at=self.at
        )

    def check(self, path: Path, layout: str = "") -> Import:
        """Upload a file and run the dry run."""
        batch = self.receive(path, layout)
        run_now(actions.check(batch=batch, by=self.by, at=self.at))
        return fresh(batch)

    def commit(self, batch: Import, *, only_valid: bool = True) -> Import:
        """Save."""
        run_now(self.start(batch, only_valid=only_valid))
        return fresh(batch)

    def start(self, batch: Import, *, only_valid: bool = True) -> Job:
        """Begin saving."""
        return actions.commit(batch=batch, only_valid=only_valid, by=self.by, at=self.at)

    def take(self, path: Path) -> Import:
        """Upload, check, save."""
        return self.commit(self.check(path))

    def undo(self, batch: Import) -> Import:
        """Undo."""
        run_now(actions.undo(batch=batch, why="salah berkas", by=self.by, at=self.at))
        return fresh(batch)

    def person(self, nip: str) -> Person:
        """Somebody of the instansi."""
        return Person.objects.get(instansi=self.house.instansi, nip=nip)

    def row(self, batch: Import, nip: str) -> Row:
        """Somebody's row."""
        return batch.rows.get(nip=nip)


def fresh(batch: Import) -> Import:
    """The import as it stands now."""
    return Import.objects.select_related("instansi", "upload", "by", "job").get(pk=batch.pk)


def state(people: Iterable[Person] | None = None) -> list[Any]:
    """Everything recorded about everybody, but for keys and moments: what an import may or may not change."""
    shown = [
        "nip",
        "name",
        "status",
        "unit__code",
        "rank",
        "education",
        "employment",
        "position__code",
        "position_since",
    ]
    rows = [*Person.objects.order_by("nip").values_list(*shown)]
    told = ["person__nip", "kind", "since", "data", "withdrawn"]
    return [rows, [*Entry.objects.order_by("pk").values_list(*told)]]
