"""What may go wrong between two people at one record."""

from __future__ import annotations

from selaras.errors import SelarasError, Text


class Stale(SelarasError):
    """Somebody else changed the record meanwhile. `version` is the one that stands now."""

    def __init__(self, version: int) -> None:
        super().__init__(
            Text(
                "Data pegawai ini baru saja diubah orang lain.", "Somebody else has just changed this record."
            ),
            Text(
                "Periksa perubahannya di bawah, lalu simpan lagi bila isian Anda masih benar.",
                "Look at their change below, then save again if yours is still right.",
            ),
        )
        self.version = version
