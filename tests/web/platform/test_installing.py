"""The first instansi and the first accounts."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.contrib.auth import authenticate

from selaras.web.accounts.models import Grant, Instansi, User
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.commands.installing import fresh_password
from selaras.web.commands.instansi import new_instansi
from selaras.web.organisation.models import Unit

WORDS = [
    "--code",
    "uji",
    "--name",
    "Kota Uji",
    "--admin",
    "199001012015011001",
    "--admin-name",
    "Contoh Admin",
]


@pytest.mark.django_db
def test_a_first_administrator_can_sign_in_and_must_choose_a_password_of_their_own() -> None:
    said = CliRunner().invoke(new_instansi, WORDS, catch_exceptions=False).output
    user = User.objects.get()
    assert user.check_password(said.split()[-1])
    assert user.must_change_password
    grant = Grant.objects.get()
    assert (grant.role, grant.unit.parent, grant.instansi.region) == (Role.ADMIN, None, "Kota Uji")
    assert not any(said.split()[-1] in str(entry.after) for entry in Entry.objects.all())
    assert authenticate(None, username=user.nip, password="wrong") is None


@pytest.mark.django_db
def test_the_same_command_again_only_makes_a_new_password() -> None:
    first = CliRunner().invoke(new_instansi, WORDS, catch_exceptions=False).output
    second = CliRunner().invoke(new_instansi, WORDS, catch_exceptions=False).output
    assert first != second
    assert (Instansi.objects.count(), Unit.objects.count(), User.objects.count(), Grant.objects.count()) == (
        1,
        1,
        1,
        1,
    )


def test_passwords_are_long_and_never_the_same() -> None:
    made = {fresh_password() for _ in range(1000)}
    assert len(made) == 1000
    assert {len(password) for password in made} == {19}
