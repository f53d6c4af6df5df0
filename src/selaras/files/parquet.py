"""Parquet files as rows of plain values, a slice at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
import polars.selectors as cs

from selaras.files.container import refused

SLICE = 50_000  # rows held as Python values at once


def parquet_rows(path: Path) -> Iterator[list[Any]]:
    """The column names as row 1, then every row. Raises PeopleRefused for a damaged file."""
    frame = _guarded(path, lambda: pl.scan_parquet(path).with_columns(cs.float().fill_nan(None)))
    names = _guarded(path, lambda: frame.collect_schema().names())
    yield list(names)
    start = 0
    while True:
        slice_ = _guarded(path, partial(_slice, frame, start))
        yield from (list(row) for row in slice_.iter_rows())
        if slice_.height < SLICE:
            return
        start += SLICE


def _slice(frame: pl.LazyFrame, start: int) -> pl.DataFrame:
    return frame.slice(start, SLICE).collect()


def _guarded(path: Path, call: Callable[[], Any]) -> Any:
    """Run a reader's call; whatever it dies of on a damaged file becomes a refusal (panics included)."""
    try:
        return call()
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise refused(path, "file_damaged") from error
        raise
