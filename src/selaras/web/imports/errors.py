"""What stands in the way of an import, and what to do."""

from __future__ import annotations

from selaras.errors import SelarasError, Text


class ImportRefused(SelarasError):
    """A step of an import that cannot be taken now."""


def busy() -> ImportRefused:
    """Two imports of one instansi would write over each other's comparison."""
    return ImportRefused(
        Text(
            "Impor lain di instansi ini sedang disimpan atau dibatalkan.",
            "Another import of this instansi is being saved or undone.",
        ),
        Text(
            "Tunggu sampai selesai, lalu coba lagi. Perbandingan akan disesuaikan dengan data terbaru.",
            "Wait until it is done, then try again. The comparison will be brought up to date.",
        ),
    )


def moved_on(state: object) -> ImportRefused:
    """The page was an old one: a double click, or the back button."""
    return ImportRefused(
        Text(
            f"Langkah ini tidak lagi berlaku: impor ini {state}.",
            f"This step no longer applies: this import is “{state}”.",
        ),
        Text("Lihat keadaannya sekarang di bawah.", "See how it stands now below."),
    )


def undecided(rows: int) -> ImportRefused:
    """Somebody must decide first, or leave them out."""
    return ImportRefused(
        Text(
            f"{rows} pegawai masih memiliki pertentangan yang belum diputuskan atau ditolak.",
            f"{rows} people still have undecided conflicts or are rejected.",
        ),
        Text(
            "Putuskan dulu, atau pilih “Simpan yang sah saja”.",
            "Decide them first, or choose “Save the valid ones only”.",
        ),
    )


def unmapped(names: list[str]) -> ImportRefused:
    """A required column has no header."""
    listed = ", ".join(names)
    return ImportRefused(
        Text(f"Kolom wajib belum dipetakan: {listed}.", f"Required columns are not mapped: {listed}."),
        Text(
            "Pilih judul kolom di berkas Anda untuk masing-masing.",
            "Choose the header in your file for each of them.",
        ),
    )


def not_yours() -> ImportRefused:
    """The role ended between the asking and the work."""
    return ImportRefused(
        Text("Anda tidak lagi berwenang mengimpor.", "You may no longer import."),
        Text("Minta analis SDM yang berwenang melanjutkannya.", "Ask an HR analyst in charge to continue."),
    )
