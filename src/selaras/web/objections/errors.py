"""What objections refuse."""

from __future__ import annotations

from selaras.errors import Text, UsageError


class StandsAlready(UsageError):
    """The same line is being objected to. `standing`: that objection."""

    def __init__(self, standing: int) -> None:
        super().__init__(
            Text(
                "Atas baris ini sudah ada keberatan Anda yang menunggu jawaban.",
                "An objection of yours to this line is waiting for its answer.",
            ),
            Text("Buka keberatan itu, atau tarik lebih dahulu.", "Open that one, or withdraw it first."),
        )
        self.standing = standing


def refused(id: str, en: str, remedy_id: str = "", remedy_en: str = "") -> UsageError:
    """A refusal in both languages."""
    return UsageError(Text(id, en), Text(remedy_id, remedy_en))


def answered() -> UsageError:
    """Somebody was quicker."""
    return refused(
        "Keberatan ini sudah dijawab atau ditarik.",
        "This objection was answered or withdrawn already.",
        "Muat ulang halaman untuk melihat jawabannya.",
        "Load the page again to see the answer.",
    )
