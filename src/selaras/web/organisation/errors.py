"""What an action on units and positions refuses, and what to do instead."""

from __future__ import annotations

from selaras.errors import SelarasError, Text


class Refused(SelarasError):
    """A change that would leave the organisation in contradiction."""


class Stale(Refused):
    """Somebody else changed it since it was read. The page shows the difference; nothing is lost."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                "Data ini baru saja diubah oleh orang lain. Perubahan Anda belum disimpan.",
                "Somebody else has just changed this. Your change is not saved yet.",
            ),
            Text(
                "Bandingkan isian Anda dengan yang sekarang tercatat, lalu simpan lagi bila masih perlu.",
                "Compare what you entered with what is now recorded, then save again if it is still needed.",
            ),
        )


def unknown_unit(code: str) -> Refused:
    """A position names a unit that is not there."""
    return Refused(
        Text(f"Unit dengan kode {code} tidak ada.", f"There is no unit with code {code}."),
        Text(
            "Tambahkan unitnya lebih dulu, atau perbaiki kodenya.", "Add the unit first, or correct the code."
        ),
    )


def units_in_circle(codes: list[str]) -> Refused:
    """Units that are each other's parents."""
    names = ", ".join(codes[:5])
    return Refused(
        Text(
            f"Unit-unit ini saling menjadi induk: {names}.", f"These units are each other's parents: {names}."
        ),
        Text("Perbaiki kode induknya.", "Correct the codes of their parents."),
    )
