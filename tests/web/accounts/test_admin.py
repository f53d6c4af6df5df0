"""Django's admin: a superadmin alone, at an address of its own, everything on record, no personal data."""

from __future__ import annotations

import pytest
from django.test import Client

from selaras.clock import today
from selaras.web.accounts.admin import site
from selaras.web.accounts.models import Grant, Instansi, User
from selaras.web.accounts.roles import Role
from selaras.web.audit.models import Entry
from selaras.web.jobs.models import Job
from selaras.web.people.actions import record_entry
from selaras.web.people.models import Kind
from tests.web.accounts.test_activation import activate
from tests.web.cast import AT, Cast

HOME = "/pengelola/"


@pytest.fixture
def admin(cast: Cast) -> Client:
    """The superadmin's browser."""
    client = Client()
    client.force_login(cast.superadmin)
    return client


@pytest.mark.parametrize("role", list(Role))
def test_nobody_else_comes_in(cast: Cast, role: Role) -> None:
    assert cast.client(role).get(HOME).status_code in {302, 403}
    assert cast.client(role).get(f"{HOME}login/").status_code == 403


def test_signing_in_happens_where_everybody_does(cast: Cast, client: Client) -> None:
    assert client.get(f"{HOME}login/").url.startswith("/akun/masuk/?next=")


def test_a_superadmin_has_no_pages_of_work(cast: Cast, admin: Client) -> None:
    for path in ("/", "/pegawai/", "/akun/pengguna/", "/akun/peran/", "/audit/"):
        assert admin.get(path).status_code == 403


def test_no_table_with_personal_data_is_registered() -> None:
    labels = {model._meta.label for model in site._registry}
    assert labels == {
        "accounts.Instansi",
        "accounts.User",
        "accounts.Grant",
        "audit.Entry",
        "audit.Seal",
        "jobs.Job",
        "organisation.Unit",
    }


def test_every_page_opens(cast: Cast, admin: Client) -> None:
    for model in site._registry:
        base = f"{HOME}{model._meta.app_label}/{model._meta.model_name}/"
        assert admin.get(base).status_code == 200


def test_what_is_only_appended_is_read_only(cast: Cast, admin: Client) -> None:
    for name in ("audit/entry", "audit/seal", "jobs/job", "organisation/unit"):
        assert admin.get(f"{HOME}{name}/add/").status_code == 403
    grant = Grant.objects.first()
    assert grant
    path = f"{HOME}accounts/grant/{grant.pk}"
    admin.post(f"{path}/change/", {"role": "admin"})
    admin.post(f"{path}/delete/", {"post": "yes"})
    admin.post(f"{HOME}accounts/user/{grant.user_id}/delete/", {"post": "yes"})
    grant.refresh_from_db()
    assert grant.role != "admin" or grant.user == cast.dumai.users[Role.ADMIN]


def test_the_first_administrator_is_made_granted_and_let_in(cast: Cast, admin: Client) -> None:
    admin.post(
        f"{HOME}accounts/user/add/", {"nip": "admin-baru", "name": "Contoh Admin Baru", "is_active": "on"}
    )
    user = User.objects.get(nip="admin-baru")
    assert not user.has_usable_password()
    sent = {
        "user": user.pk,
        "unit": cast.contoh.root.pk,
        "role": "admin",
        "standing": "definitive",
        "since": today().isoformat(),
        "document": "SK 1",
    }
    assert admin.post(f"{HOME}accounts/grant/add/", sent).status_code == 302
    grant = user.grants.get()
    assert (grant.instansi, grant.granted_by) == (cast.contoh.instansi, cast.superadmin)
    again = admin.post(f"{HOME}accounts/grant/add/", sent, follow=True)
    assert "sudah dipegang" in again.content.decode()
    assert user.grants.count() == 1
    page = admin.post(
        f"{HOME}accounts/user/", {"action": "issue_code", "_selected_action": [user.pk]}, follow=True
    ).content.decode()
    code = page.split("Contoh Admin Baru: ")[1][:14]
    assert activate(Client(), "admin-baru", code).status_code == 302
    made = {"accounts.make_account", "accounts.grant_role", "accounts.issue_code"}
    assert made <= set(Entry.objects.filter(by=cast.superadmin).values_list("action", flat=True))


def test_a_role_is_taken_on_record(cast: Cast, admin: Client) -> None:
    grant = Grant.objects.get(user=cast.dumai.users[Role.NATIONAL])
    admin.post(f"{HOME}accounts/grant/", {"action": "revoke", "_selected_action": [grant.pk]})
    grant.refresh_from_db()
    assert grant.revoked_by == cast.superadmin


def test_an_instansi_is_made_and_changed_on_record(cast: Cast, admin: Client) -> None:
    sent = {"code": "baru", "name": "Kabupaten Baru", "region": "Kabupaten Baru"}
    admin.post(f"{HOME}accounts/instansi/add/", sent)
    made = Instansi.objects.get(code="baru")
    admin.post(f"{HOME}accounts/instansi/{made.pk}/change/", sent | {"name": "Kabupaten Lebih Baru"})
    entry = Entry.objects.get(action="accounts.change_instansi")
    assert (entry.before["name"], entry.after["name"]) == ("Kabupaten Baru", "Kabupaten Lebih Baru")


def test_password_and_sign_out_are_everybodys(cast: Cast, admin: Client) -> None:
    assert admin.get(f"{HOME}password_change/").url == "/akun/kata-sandi/"
    assert admin.post(f"{HOME}logout/").url == "/akun/masuk/"
    assert Entry.objects.filter(action="accounts.sign_out").exists()


def test_what_entries_and_jobs_say_of_people_is_not_shown(cast: Cast, admin: Client) -> None:
    data = {"type": "pns"}
    who = cast.dumai.person
    record_entry(
        person=who, kind=Kind.EMPLOYMENT, since=today(), data=data, reason="Rahasia A", by=None, at=AT
    )
    entry = Entry.objects.get(action="people.record")
    job = Job.objects.create(kind="lists.export", arguments={"query": "cari=Rahasia"}, created_at=AT)
    for address in (f"audit/entry/{entry.pk}/change/", f"jobs/job/{job.pk}/change/"):
        page = admin.get(f"{HOME}{address}")
        assert page.status_code == 200
        assert "Rahasia" not in page.content.decode()
        assert "pns" not in page.content.decode()
