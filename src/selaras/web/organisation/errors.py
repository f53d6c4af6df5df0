"""What an action on units and positions refuses, and what to do instead."""

from __future__ import annotations

from datetime import date

from selaras.errors import SelarasError, Text

NAMED = 5  # things that a refusal names


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


def code_taken(code: str, name: str) -> Refused:
    """The code is somebody else's."""
    return Refused(
        Text(f"Kode {code} sudah dipakai oleh {name}.", f"Code {code} is already used by {name}."),
        Text(
            "Pakai kode lain, atau ubah yang sudah ada.", "Use another code, or change the one that is there."
        ),
    )


def not_standing(name: str, day: date) -> Refused:
    """On that day it is not there."""
    return Refused(
        Text(f"{name} tidak berlaku pada {day:%d-%m-%Y}.", f"{name} does not stand on {day:%d-%m-%Y}."),
        Text("Pilih tanggal ketika ia berlaku.", "Choose a day on which it stands."),
    )


def root_stays() -> Refused:
    """The root is the instansi."""
    return Refused(
        Text(
            "Unit teratas adalah instansi itu sendiri: tidak dapat dipindah atau diakhiri.",
            "The top unit is the instansi itself: it can neither be moved nor ended.",
        ),
        Text("Ubah unit di bawahnya.", "Change the units below it."),
    )


def other_instansi() -> Refused:
    """Nothing crosses from one instansi to another."""
    return Refused(
        Text("Unit tujuan milik instansi lain.", "The unit chosen belongs to another instansi."),
        Text("Pilih unit dari instansi yang sama.", "Choose a unit of the same instansi."),
    )


def would_circle(name: str, parent: str, day: date) -> Refused:
    """A unit below itself."""
    return Refused(
        Text(
            f"{parent} berada di bawah {name} pada {day:%d-%m-%Y}, sehingga tidak dapat menjadi induknya.",
            f"{parent} stands below {name} on {day:%d-%m-%Y} and so cannot be its parent.",
        ),
        Text("Pilih induk yang lain.", "Choose another parent."),
    )


def too_deep() -> Refused:
    """More levels than any office has."""
    return Refused(
        Text("Susunan unit terlalu dalam.", "The tree of units is too deep."),
        Text("Periksa induk setiap unit.", "Check the parent of every unit."),
    )


def not_empty(name: str, names: list[str], people: int) -> Refused:
    """Something would be left without a place. `names`: of units and positions; people are only counted."""
    shown = ", ".join(names[:NAMED]) + (f", … (+{len(names) - NAMED})" if len(names) > NAMED else "")
    left_id = " dan ".join(filter(None, [shown, f"{people} pegawai" if people else ""]))
    left_en = " and ".join(filter(None, [shown, f"{people} people" if people else ""]))
    return Refused(
        Text(
            f"{name} masih memuat {left_id} setelah hari itu.",
            f"{name} still holds {left_en} after that day.",
        ),
        Text("Pindahkan atau akhiri semuanya lebih dulu.", "Move or end all of them first."),
    )


def still_held(title: str, people: int) -> Refused:
    """Somebody holds the position."""
    return Refused(
        Text(f"{title} masih diduduki {people} pegawai.", f"{title} is still held by {people} people."),
        Text("Catat dulu jabatan baru mereka.", "Record their new position first."),
    )
