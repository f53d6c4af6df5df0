"""A small fixed cast for the tests of the application. All of them are invented.

Kota Dumai (as in the regulation): root, two offices, one section. Kabupaten Contoh: root, one office. One account per
role in Dinas Perhubungan (or at the root, where the role is for the whole instansi), the same in the other instansi.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.test import Client

from selaras.web.accounts.models import Grant, Instansi, User
from selaras.web.accounts.roles import Role
from selaras.web.organisation.models import Position, PositionPeriod, Unit, UnitPeriod
from selaras.web.people.models import Person
from selaras.web.standards.actions.embedded import act_of, embedded
from selaras.web.standards.actions.storing import store_parts
from selaras.web.standards.models import Version
from selaras.web.standards.pieces import parts_of
from selaras.web.standards.reading import changed

DAY = date(2026, 7, 1)
BEGAN = date(2020, 1, 1)
AT = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
AT_ROOT = {
    Role.ANALYST,
    Role.AUTHORITY,
    Role.AUDITOR,
    Role.ADMIN,
    Role.NATIONAL,
    Role.INTEGRATOR,
    Role.ASSESSOR,
}
PASSWORD = "rahasia-contoh-123"


@dataclass
class House:
    """One instansi of the cast."""

    instansi: Instansi
    root: Unit
    office: Unit
    section: Unit
    other_office: Unit
    position: Position
    person: Person  # in the section; the account of role `employee`
    stranger: Person  # in the other office
    users: dict[Role, User] = field(default_factory=dict)


@dataclass
class Cast:
    """Both instansi, and a superadmin."""

    dumai: House
    contoh: House
    superadmin: User

    def client(self, role: Role, house: House | None = None) -> Client:
        """A browser in which the holder of a role is signed in."""
        client = Client()
        client.force_login((house or self.dumai).users[role])
        return client


def make_cast() -> Cast:
    """The cast, written straight into the database."""
    dumai = _house("dumai", "Kota Dumai", "Kota Dumai", "1990", ["perwali-dumai-6-2023"])
    contoh = _house("contoh", "Kabupaten Contoh", "Kabupaten Contoh", "1985", [])
    return Cast(
        dumai, contoh, User.objects.create_superuser("superadmin", PASSWORD, name="Contoh Superadmin")
    )


def _house(code: str, name: str, region: str, year: str, regulations: list[str]) -> House:
    instansi = Instansi.objects.create(code=code, name=name, region=region, synthetic=True)
    for act_id in regulations:
        publish(instansi, act_id)
    root = unit(instansi, f"{code}-00", name, None)
    office = unit(instansi, f"{code}-01", "Dinas Perhubungan", root)
    section = unit(instansi, f"{code}-01-1", "Bidang Lalu Lintas", office)
    other = unit(instansi, f"{code}-02", "Dinas Kesehatan", root)
    post = position(section, "Pengadministrasi Perkantoran", 5)
    users = {
        role: User.objects.create_user(f"{code}-{role}", PASSWORD, name=f"Contoh {role.label} {name}")
        for role in Role
    }
    person = make_person(f"{year}0101201501{1}001", "Contoh Pegawai", section, post, users[Role.EMPLOYEE])
    stranger = make_person(f"{year}0202201501{2}002", "Contoh Orang Lain", other, None)
    for role, user in users.items():
        place = root if role in AT_ROOT else office
        Grant.objects.create(
            user=user, instansi=instansi, unit=place, role=role, since=BEGAN, granted_at=AT, granted_by=None
        )
    return House(instansi, root, office, section, other, post, person, stranger, users)


def publish(instansi: Instansi, act_id: str) -> Version:
    """An embedded act as a published version, without its entry in the log."""
    form, digest = embedded(act_id)
    act = act_of(form, instansi)
    starts = date.fromisoformat(form["instrument"]["in_force_from"])
    said = {"state": "published", "form": form, "digest": digest, "effective_from": starts}
    version = Version.objects.create(instansi=instansi, act=act, number=1, published_at=AT, **said)
    store_parts(version, parts_of(form))
    changed()
    return version


def unit(instansi: Instansi, code: str, name: str, parent: Unit | None) -> Unit:
    """A unit with its first period."""
    made = Unit.objects.create(instansi=instansi, code=code, name=name, parent=parent)
    made.path = f"{parent.path if parent else '/'}{made.pk}/"
    made.save(update_fields=["path"])
    UnitPeriod.objects.create(unit=made, name=name, parent=parent, valid_from=BEGAN, recorded_at=AT)
    return made


def position(place: Unit, title: str, job_class: int | None) -> Position:
    """A position with its first period."""
    said = {"unit": place, "title": title, "job_class": job_class, "family": title.split()[0], "needed": 2}
    made = Position.objects.create(
        instansi=place.instansi, code=f"{title}@{place.code}", title_key=title.casefold(), **said
    )
    PositionPeriod.objects.create(position=made, valid_from=BEGAN, recorded_at=AT, **said)
    return made


def make_person(nip: str, name: str, place: Unit, post: Position | None, user: User | None = None) -> Person:
    """A person as the list shows them, without entries."""
    return Person.objects.create(
        instansi=place.instansi, nip=nip, name=name, unit=place, position=post, user=user, updated_at=AT
    )
