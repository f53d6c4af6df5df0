"""The content of an installation to try."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from selaras.clock import now, today
from selaras.core.policy import Purpose
from selaras.errors import SelarasError, Text, UsageError
from selaras.files.sample import write_sample
from selaras.web.accounts.models import Instansi, User
from selaras.web.accounts.roles import Role
from selaras.web.audit.record import record
from selaras.web.commands.application import language, say
from selaras.web.commands.installing import Opened, found_instansi, open_account
from selaras.web.commands.terminal import stepping
from selaras.web.evaluations.actions import start_run
from selaras.web.imports.actions import take_in
from selaras.web.imports.models import Import
from selaras.web.jobs.work import run_now
from selaras.web.organisation.models import Unit
from selaras.web.people.models import Person

BEGAN = date(2020, 1, 1)  # since when the sample's roles and units stand
SMALL = 60  # people of the second instansi


@dataclass(frozen=True, slots=True)
class Sample:
    """One instansi of the sample."""

    code: str
    name: str
    region: str
    regulations: tuple[str, ...]
    layout: str  # of its workforce file: without a regulation there are no results against one
    roles: tuple[Role, ...]


DUMAI = Sample(
    "dumai", "Kota Dumai (contoh)", "Kota Dumai", ("perwali-dumai-6-2023",), "selaras", tuple(Role)
)
CONTOH = Sample(
    "contoh",
    "Kabupaten Contoh",
    "Kabupaten Contoh",
    (),
    "siasn",
    (Role.ANALYST, Role.HEAD, Role.EMPLOYEE, Role.ADMIN),
)
# Roles of an office rather than of the whole instansi.
OF_OFFICE = (Role.HEAD, Role.UNIT_ADMIN)
OF_SECTION = (Role.SUPERVISOR, Role.EMPLOYEE)


def fill(size: int, seed: int) -> None:
    """Both instansi with their people, unless they are there."""
    real = Instansi.objects.filter(synthetic=False).first()
    if real:
        raise UsageError(
            Text(
                f"Basis data ini berisi instansi sungguhan: {real}.",
                f"This database holds a real instansi: {real}.",
            ),
            Text(
                "Pakai folder lain untuk percobaan: SELARAS_DATA=…",
                "Use another folder for a try: SELARAS_DATA=…",
            ),
        )
    for sample, people, grain in ((DUMAI, size, seed), (CONTOH, min(size, SMALL), seed + 1)):
        root = found_instansi(
            code=sample.code,
            name=sample.name,
            region=sample.region,
            regulations=sample.regulations,
            synthetic=True,
            since=BEGAN,
            at=now(),
        )
        if not Person.objects.filter(instansi=root.instansi).exists():
            analyst = User.objects.get(nip=account(sample, Role.ANALYST, root).nip)
            bring_people(root.instansi, analyst, people, grain, sample.layout)
            if sample.regulations:
                evaluate(root, analyst)


def bring_people(instansi: Instansi, by: User, size: int, seed: int, layout: str) -> None:
    """Synthetic people, through the very import that an analyst uses."""
    folder = Path(settings.DATA) / "sample"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{instansi.code}.xlsx"
    with stepping(say(f"Membuat {size} pegawai sintetis …", f"Making {size} synthetic people …")):
        write_sample(path, size=size, seed=seed, on=today(), layout=layout)
    with stepping(say(f"Mengimpor ke {instansi} …", f"Importing into {instansi} …")) as step:
        batch = take_in(path=path, instansi=instansi, by=by, at=now(), on_step=step)
    if batch.state == Import.State.REFUSED:
        raise SelarasError(
            Text("Data contoh ditolak oleh impor.", "The import refused the sample."),
            Text(f"Berkas: {path}. Alasan: {batch.refusal}", f"File: {path}. Reason: {batch.refusal}"),
        )


def evaluate(root: Unit, by: User) -> None:
    """A first run over everybody, so that the verdict list and the figures of the home page hold something."""
    with stepping(say("Menilai kesesuaian …", "Evaluating …")):
        run = start_run(unit=root, purpose=Purpose.APPOINTMENT, on=today(), by=by, at=now())
        if run.job:
            run_now(run.job)


def open_accounts() -> list[Opened]:
    """One account per role, each with a fresh password; and a superadmin."""
    opened = []
    for sample in (DUMAI, CONTOH):
        root = Unit.objects.get(instansi__code=sample.code, parent=None)
        office = largest(Unit.objects.filter(instansi=root.instansi, parent=root)) or root
        section = largest(Unit.objects.filter(instansi=root.instansi, parent=office)) or office
        for role in sample.roles:
            unit = office if role in OF_OFFICE else section if role in OF_SECTION else root
            opened.append(employee(sample, section) if role is Role.EMPLOYEE else account(sample, role, unit))
    _, password = open_account(
        nip="superadmin",
        name="Contoh Superadmin",
        role=None,
        unit=None,
        since=BEGAN,
        at=now(),
        must_change=False,
    )
    path = f"/{settings.SELARAS_ADMIN_PATH}"
    return [*opened, Opened(f"Superadmin ({path})", "superadmin", password, "–")]


def account(sample: Sample, role: Role, unit: Unit) -> Opened:
    """The account of a role of the sample."""
    nip = f"{role.value.replace('_', '-')}.{sample.code}"
    with translation.override(language()):
        label = str(role.label)
    _, password = open_account(
        nip=nip, name=f"Contoh {label}", role=role, unit=unit, since=BEGAN, at=now(), must_change=False
    )
    return Opened(label, nip, password, sample.name)


def employee(sample: Sample, unit: Unit) -> Opened:
    """The account of one of the people, by their NIP."""
    taken = Person.objects.filter(instansi=unit.instansi, user__isnull=False).order_by("pk")
    within = Person.objects.filter(instansi=unit.instansi, unit__path__startswith=unit.path)
    person = (
        taken.first()
        or within.filter(competencies_known__gt=0).order_by("pk").first()
        or within.order_by("pk").first()
    )
    if person is None:
        return account(sample, Role.EMPLOYEE, unit)
    user, password = open_account(
        nip=person.nip,
        name=person.name,
        role=Role.EMPLOYEE,
        unit=person.unit,
        since=BEGAN,
        at=now(),
        must_change=False,
    )
    with transaction.atomic():
        if person.user_id is None:
            person.user = user
            person.save(update_fields=["user"])
            record(
                "people.link_account",
                person,
                by=None,
                at=now(),
                instansi=person.instansi,
                after={"user": user.pk},
            )
    with translation.override(language()):
        return Opened(str(Role.EMPLOYEE.label), person.nip, password, sample.name)


def largest(units: QuerySet[Unit]) -> Unit | None:
    """The unit with the most people in it and below it."""
    counted = [(Person.objects.filter(unit__path__startswith=unit.path).count(), unit) for unit in units]
    return max(counted, key=lambda pair: pair[0])[1] if counted else None
