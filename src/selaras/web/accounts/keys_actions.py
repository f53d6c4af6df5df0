"""Issue and revoke keys of the API."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db import transaction

from selaras.clock import WESTERN_INDONESIA, today
from selaras.errors import Text
from selaras.web.accounts.actions.grants import revoke
from selaras.web.accounts.errors import refused
from selaras.web.accounts.keys_asking import integrates, new_token
from selaras.web.accounts.keys_models import OFFERED, PER_MINUTE, ApiKey
from selaras.web.accounts.models import Instansi, User
from selaras.web.accounts.roles import Permission
from selaras.web.accounts.rules import Unit
from selaras.web.accounts.scopes import asker_of
from selaras.web.audit.record import record

LONGEST = timedelta(days=366)
MOST_PER_MINUTE = 1200


@transaction.atomic
def issue_key(
    *,
    unit: Unit,
    owner: User,
    name: str,
    scopes: Collection[Permission],
    expires_on: date,
    per_minute: int = PER_MINUTE,
    by: User,
    at: datetime,
) -> tuple[ApiKey, str]:
    """A key for a unit and everything below it, and its text: told here once, and kept nowhere. Raises AccountsRefused."""
    Instansi.objects.select_for_update(no_key=True).get(pk=unit.instansi_id)
    _check_issuer(by, unit)
    if not owner.is_active or not integrates(owner.pk, unit, at):
        raise refused(
            "Penanggung jawab harus memegang peran integrator di unit itu atau di atasnya.",
            "The owner must hold the role of integrator at that unit or above it.",
            "Beri peran itu lebih dahulu, atau pilih penanggung jawab lain.",
            "Give that role first, or choose another owner.",
        )
    day = at.astimezone(WESTERN_INDONESIA).date()
    if not day <= expires_on <= day + LONGEST:
        raise refused(
            "Kunci berlaku paling lama satu tahun sejak hari ini.",
            "A key holds for one year from today at most.",
            "Isi hari akhir dalam satu tahun; buat kunci baru sebelum habis.",
            "Fill in a last day within a year; issue a new key before it ends.",
        )
    if not set(scopes) <= set(OFFERED) or not 1 <= per_minute <= MOST_PER_MINUTE:
        raise refused("Cakupan atau batas kunci ini tidak dikenal.", "The key's scope or limit is unknown.")
    if ApiKey.objects.filter(instansi=unit.instansi_id, name=name.strip(), revoked_at=None).exists():
        raise refused(
            "Sudah ada kunci dengan nama ini.",
            "There is a key of this name.",
            "Pakai nama lain, atau cabut kunci itu lebih dahulu.",
            "Take another name, or revoke that key first.",
        )
    text, prefix, kept = new_token()
    key = ApiKey.objects.create(
        instansi_id=unit.instansi_id,
        unit_id=unit.pk,
        owner=owner,
        name=name.strip(),
        scopes=sorted(str(each) for each in scopes),
        prefix=prefix,
        kept=kept,
        per_minute=per_minute,
        expires_on=expires_on,
        issued_by=by,
        issued_at=at,
    )
    record("accounts.issue_key", key, by=by, at=at, instansi=key.instansi_id, after=said(key))
    return key, text


@transaction.atomic
def revoke_key(*, key: ApiKey, why: str, by: User, at: datetime) -> ApiKey:
    """Take a key back, from this moment. Raises AccountsRefused."""
    rows = ApiKey.objects.select_for_update(no_key=True, of=("self",))
    standing = rows.select_related("unit").get(pk=key.pk)
    _check_issuer(by, standing.unit)
    revoke(standing, Text("Kunci", "key"), "accounts.revoke_key", said(standing), why, by, at)
    return standing


def said(key: ApiKey) -> dict[str, object]:
    """What a key says, for the record: never what opens."""
    return {
        "name": key.name,
        "prefix": key.prefix,
        "unit": key.unit_id,
        "owner": key.owner_id,
        "scopes": key.scopes,
        "per_minute": key.per_minute,
        "expires_on": key.expires_on,
    }


def _check_issuer(by: User, unit: Unit) -> None:
    if not asker_of(by, unit.instansi_id, today()).reaches(Permission.MANAGE_KEYS, unit.path):
        raise refused(
            "Kunci untuk unit itu bukan wewenang Anda.",
            "Keys for that unit are not yours to issue or revoke.",
            "Minta admin instansi.",
            "Ask the administrator of the agency.",
        )
