"""Bodies cut short by a lost connection. Django takes what has come for the whole; half a file must not be stored."""

from __future__ import annotations

from typing import Any


class WholeBody:
    """The body of a request; reading raises OSError when it ends before its announced length."""

    def __init__(self, stream: Any, announced: str) -> None:
        self.stream = stream
        self.missing = int(announced) if announced.isdecimal() else 0

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes."""
        return self._checked(self.stream.read(size), asked=size != 0)

    def readline(self, size: int = -1) -> bytes:
        """One line, up to `size` bytes."""
        return self._checked(self.stream.readline(size), asked=size != 0)

    def _checked(self, piece: bytes, *, asked: bool) -> bytes:
        self.missing -= len(piece)
        if asked and not piece and self.missing > 0:
            raise OSError("the connection was lost before the whole body had come")
        return piece
