"""Values that operations of the API take, checked strictly: what is not written so is refused, never guessed at."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from ninja import Path
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

LARGEST = 2**63 - 1  # what a column of primary keys holds


def _iso(value: Any) -> Any:
    """Only yyyy-mm-dd: a number must not pass for seconds since 1970."""
    if isinstance(value, str) and len(value) == len("2026-07-01"):
        return value
    raise PydanticCustomError("day", "yyyy-mm-dd")


Number = Annotated[int, Path(ge=1, le=LARGEST)]
Day = Annotated[date, BeforeValidator(_iso)]
