"""Importing a SIASN export into the application, beside merely reading the same file with the foundation's reader."""

from __future__ import annotations

import os
import tempfile
from datetime import date, timedelta
from pathlib import Path

from bench.measure import Line, Measured, Report, apart, stopwatch

ON = date(2026, 7, 1)
DRY_RUN, COMMIT, MEMORY = 20, 30, 400  # seconds, seconds, MB: what the worker is allowed for 5,000 rows
SIZE = 5_000


def _export(folder: Path, size: int) -> Path:
    from selaras.files.sample import write_sample

    path = folder / "siasn.xlsx"
    write_sample(path, size=size, seed=7, on=ON, layout="siasn")
    return path


def reader(size: int) -> Measured:
    """The file read and checked, nothing compared and nothing kept."""
    from selaras.files.people import read_people
    from selaras.law.load import regulation

    laws = [regulation("perwali-dumai-6-2023")]
    with tempfile.TemporaryDirectory() as folder:
        path = _export(Path(folder), size)
        with stopwatch() as measured:
            people = read_people(path, laws)
    measured.facts = {"people": len(people.persons)}
    return measured


def _application(folder: str) -> None:
    """An empty installation in a folder of its own."""
    os.environ.update(
        SELARAS_DATA=folder, SELARAS_SECRET_KEY="x" * 50, DJANGO_SETTINGS_MODULE="selaras.web.config.settings"
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _imports(size: int, rounds: int) -> list[Measured]:
    """Dry run and commit of the same file, `rounds` times: the first round finds everybody new."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = _export(Path(folder), size)  # before Django, so that its memory is not the writer's
        _application(folder)
        from selaras.clock import now
        from selaras.web.accounts.models import Grant, Instansi, User
        from selaras.web.accounts.roles import Role
        from selaras.web.imports import commit, dry_run
        from selaras.web.imports.actions.take_in import _go, _received
        from selaras.web.imports.models import Import
        from selaras.web.organisation.actions import ensure_units

        instansi = Instansi.objects.create(
            code="contoh", name="Contoh", region="Kota Dumai", regulations=["perwali-dumai-6-2023"]
        )
        ensure_units(instansi=instansi, names={}, by=None, at=now(), since=ON)
        by = User.objects.create_user("analis", None, name="Contoh Analis")
        root = instansi.units.get(parent=None)
        Grant.objects.create(
            user=by,
            instansi=instansi,
            unit=root,
            role=Role.ANALYST,
            since=ON - timedelta(days=2000),
            granted_at=now(),
        )

        def step(_done: int, _total: int | None = None, _note: object = None) -> None:
            return None

        for _ in range(rounds):
            batch = _received(path, instansi, by, now())
            _go(batch, Import.State.CHECKING, by)
            with stopwatch() as checked:
                dry_run.run(batch, step)
            batch.refresh_from_db()
            checked.facts = dict(batch.counts)
            _go(batch, Import.State.COMMITTING, by)
            with stopwatch() as saved:
                commit.run(batch, by, step)
            batch.refresh_from_db()
            saved.facts = dict(batch.counts)
            found += [checked, saved]
    return found


def first(size: int) -> Measured:
    """The dry run of a file of which everybody is new; what saving it took is among its facts."""
    checked, saved = _imports(size, 1)
    checked.facts["commit"] = saved.seconds
    return checked


def second(size: int) -> Measured:
    """The dry run of a file that is recorded already."""
    _, _, checked, _ = _imports(size, 2)
    return checked


def run() -> Report:
    """Measure all."""
    read, new, again = apart(reader, SIZE), apart(first, SIZE), apart(second, SIZE)
    saved = new.facts["commit"]
    size = f"{SIZE:,} rows"

    def line(what: str, seconds: float, peak: float) -> Line:
        return Line(what, size, seconds, peak, f"{seconds / read.seconds:.1f} × reading alone")

    met = new.seconds < DRY_RUN and saved < COMMIT and new.peak_mb < MEMORY
    return Report(
        title="Importing a SIASN export",
        scope="5,000 synthetic rows in SIASN's layout, into an empty installation on SQLite, then once more.",
        lines=(
            line("dry run, everybody new", new.seconds, new.peak_mb),
            line("commit, everybody new", saved, new.peak_mb),
            line("dry run, nothing changed", again.seconds, again.peak_mb),
            Line("reading alone", size, read.seconds, read.peak_mb, "1"),
        ),
        findings=(
            f"Aims (dry run under {DRY_RUN} s, commit under {COMMIT} s, worker under {MEMORY} MB): "
            f"{'met' if met else 'NOT met'}.",
            f"Once more, the same file: {again.facts['unchanged']:,} unchanged, {again.facts['changed']:,} changed.",
        ),
    )
