"""What the API answers instead of an answer: one shape for everything that goes wrong, in both languages."""

from __future__ import annotations

from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from selaras.errors import Text


class Both(Schema):
    """One text in both languages."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(description="Bahasa Indonesia")
    en: str = Field(description="English")


class Wrong(Schema):
    """One field that cannot be used."""

    model_config = ConfigDict(extra="forbid")

    place: str = Field(description="`query.on`, `body.nip`, …")
    what: Both


class ProblemShape(Schema):
    """What happened and what to do."""

    model_config = ConfigDict(extra="forbid")

    status: int
    code: str = Field(description="Stable: for programs")
    what: Both
    remedy: Both
    fields: list[Wrong]


class Trouble(Exception):
    """Raised anywhere in the API; answered as a `ProblemShape`."""

    def __init__(
        self,
        status: int,
        code: str,
        what: Text,
        remedy: Text,
        *,
        headers: dict[str, str] | None = None,
        wrong: list[tuple[str, Text]] | None = None,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.what, self.remedy = status, code, what, remedy
        self.headers, self.wrong = headers or {}, wrong or []


def problem(
    status: int, code: str, what: Text, remedy: Text, wrong: list[tuple[str, Text]] | None = None
) -> dict[str, Any]:
    """The body of an answer that is none."""
    return {
        "status": status,
        "code": code,
        "what": {"id": what.id, "en": what.en},
        "remedy": {"id": remedy.id, "en": remedy.en},
        "fields": [{"place": place, "what": {"id": text.id, "en": text.en}} for place, text in wrong or []],
    }


NO_KEY = (
    Text("Permintaan ini tidak membawa kunci API.", "This request brings no API key."),
    Text(
        "Kirim kepala “Authorization: Bearer <kunci>”. Kunci dibuat admin instansi.",
        "Send the header “Authorization: Bearer <key>”. Keys are issued by the agency's administrator.",
    ),
)
BAD_KEY = (
    Text("Kunci API ini tidak dikenal.", "This API key is unknown."),
    Text(
        "Periksa apakah kunci disalin utuh; minta kunci baru bila hilang.",
        "Check that it was copied whole; ask for a new one if it is lost.",
    ),
)
ENDED_KEY = (
    Text(
        "Kunci API ini dicabut, sudah lewat masa berlakunya, atau penanggung jawabnya tidak lagi berperan di unit itu.",
        "This API key was revoked or has expired, or its owner no longer holds the role for that unit.",
    ),
    Text("Minta kunci baru kepada admin instansi.", "Ask the agency's administrator for a new one."),
)
OUT_OF_SCOPE = (
    Text("Kunci API ini tidak mencakup permintaan itu.", "This API key does not cover that request."),
    Text(
        "Minta kunci dengan cakupan yang diperlukan kepada admin instansi.",
        "Ask the agency's administrator for a key with the scope that is needed.",
    ),
)
TOO_MANY = (
    Text("Terlalu banyak permintaan dalam satu menit.", "Too many requests within a minute."),
    Text(
        "Tunggu sebanyak detik dalam kepala Retry-After, lalu ulangi.",
        "Wait for the seconds that Retry-After says, then ask again.",
    ),
)
NOT_FOUND = (
    Text(
        "Tidak ada, atau di luar jangkauan kunci ini.",
        "It does not exist, or is out of this key's reach.",
    ),
    Text("Periksa alamat dan nomornya.", "Check the address and its number."),
)
UNREADABLE = (
    Text("Permintaan ini tidak dapat dibaca.", "This request cannot be read."),
    Text("Perbaiki isian yang disebut.", "Mend the fields that are named."),
)
NO_JSON = (
    Text("Badan permintaan ini bukan JSON yang utuh.", "The body of this request is no whole JSON."),
    Text(
        'Kirim satu objek JSON, misalnya {"nip": "199001012015011001"}.',
        'Send one JSON object, for example {"nip": "199001012015011001"}.',
    ),
)
UNKNOWN = Text("tidak dikenal", "unknown")
WRONG_METHOD = (
    Text("Alamat ini tidak menerima cara permintaan itu.", "This address does not take that method."),
    Text("Pakai cara dalam kepala Allow.", "Use a method that the header Allow names."),
)
BROKEN = (
    Text("Terjadi kesalahan di server.", "Something went wrong on the server."),
    Text(
        "Ulangi nanti; bila tetap, beri tahu pengelola.", "Ask again later; if it stays, tell the operator."
    ),
)
