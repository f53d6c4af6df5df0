"""What may go wrong when a record is written to."""

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


class NothingChanged(SelarasError):
    """A correction that says what already stands: recorded, it would only look as if something had been wrong."""

    def __init__(self) -> None:
        super().__init__(
            Text("Tidak ada isian yang berubah.", "Nothing was changed."),
            Text(
                "Ubah yang keliru, lalu simpan; atau batalkan.", "Change what is wrong and save; or cancel."
            ),
        )
