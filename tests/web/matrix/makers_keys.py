"""Keys of the API."""

from __future__ import annotations

from datetime import date

from selaras.web.accounts.keys_models import ApiKey
from selaras.web.accounts.roles import Role
from tests.web.cast import AT
from tests.web.matrix.makers import Place, maker

UNTIL = date(2099, 12, 31)


@maker("api_key")
def make_api_key(place: Place) -> ApiKey:
    """A key for the unit, of the house's integrator."""
    return ApiKey.objects.create(
        instansi=place.house.instansi,
        unit=place.unit,
        owner=place.house.users[Role.INTEGRATOR],
        name="Contoh kunci",
        scopes=["view_verdicts"],
        prefix=f"{place.unit.pk:08x}",
        kept="0" * 64,
        expires_on=UNTIL,
        issued_by=place.house.users[Role.ADMIN],
        issued_at=AT,
    )
