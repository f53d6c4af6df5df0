"""What cannot be done to a version, with the reason and the way out."""

from __future__ import annotations

from selaras.errors import Text
from selaras.web.steps import Refused, refused

__all__ = ["Refused", "SecondInPreparation", "refused"]


class SecondInPreparation(Refused):
    """Another version of the act is prepared already; `version`: its key."""

    def __init__(self, what: Text, remedy: Text, version: int) -> None:
        super().__init__(what, remedy)
        self.version = version
