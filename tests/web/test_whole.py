"""Numbers in addresses and hidden fields: anybody may have written them."""

from __future__ import annotations

import pytest

from selaras.web.accounts.roles import Role
from selaras.web.whole import whole
from tests.web.cast import Cast

ENDLESS = "9" * 5000  # more digits than Python reads
ASKED = [
    "/pegawai/?unit=",
    "/pegawai/?asal=people.",
    "/organisasi/?unit=",
    "/organisasi/jabatan/?unit=",
    "/kesesuaian/hasil/?penilaian=",
    "/peta/?unit=",
    "/peta/?instansi=",
    "/audit/?by=",
]


@pytest.mark.parametrize("said", ["", "-1", "+1", "1.0", "٣", "²", "1e9", " 1", "satu", ENDLESS, "9" * 19])
def test_what_is_no_number_of_a_row_names_no_row(said: str) -> None:
    assert whole(said) == 0


def test_plain_digits_are_the_number_that_they_say() -> None:
    assert whole("0042") == 42


@pytest.mark.parametrize("address", ASKED)
def test_an_endless_number_in_an_address_breaks_no_page(cast: Cast, address: str) -> None:
    role = Role.ADMIN if address.startswith("/audit/") else Role.ANALYST
    client = cast.client(role)
    assert client.get(address.partition("?")[0]).status_code == 200
    assert client.get(address + ENDLESS).status_code in {200, 404}
