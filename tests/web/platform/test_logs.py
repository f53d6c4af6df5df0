"""Logs tell what is needed to find a fault, and nobody's data."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.db import IntegrityError

from selaras.web.config.logs import hide, logging_to_standard_error

NIP = "199001012015011001"


def logged(
    capsys: pytest.CaptureFixture[str], error: Exception | None = None, message: str = "x"
) -> dict[str, Any]:
    config = logging_to_standard_error("info")
    formatter = config["formatters"]["json"]
    built = formatter["()"](
        foreign_pre_chain=formatter["foreign_pre_chain"], processors=formatter["processors"]
    )
    handler = logging.StreamHandler()
    handler.setFormatter(built)
    logger = logging.Logger("test")
    logger.addHandler(handler)
    secret_local = f"local {NIP}"
    if error:
        try:
            raise error
        except Exception:
            logger.exception(message, extra={"job": 7, "request": secret_local})
    else:
        logger.info(message)
    line = capsys.readouterr().err
    assert NIP not in line
    assert "local " not in line
    found: dict[str, Any] = json.loads(line)
    return found


@pytest.mark.parametrize(
    "text", [NIP, "19900101 201501 1 001", "19900101.201501.1.001", f"a{NIP}b", f"({NIP})"]
)
def test_a_nip_is_hidden_however_it_is_written(text: str) -> None:
    assert "[NIP]" in hide(text)
    assert "2015" not in hide(text)


def test_longer_and_shorter_runs_of_digits_stay() -> None:
    assert hide("1234567890123456789") == "1234567890123456789"
    assert hide({"a": ["12345", NIP]}) == {"a": ["12345", "[NIP]"]}


def test_an_event_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = logged(capsys, message=f"person {NIP}")
    assert found["event"] == "person [NIP]"
    assert {"level", "logger", "timestamp"} <= set(found)


def test_an_exception_is_told_by_kind_and_places_without_its_text_or_local_variables(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = logged(capsys, IntegrityError(f"Failing row contains (Contoh Pegawai, {NIP})"))
    assert "Contoh Pegawai" not in str(found)
    told = found["exception"][0]
    assert told["type"] == "django.db.utils.IntegrityError"
    assert "test_logs.py" in told["at"][0]
    assert "message" not in told
    assert found["job"] == 7
    assert "request" not in found


def test_an_error_of_the_program_itself_keeps_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    found = logged(capsys, TypeError("f() missing 1 required argument"))
    assert found["exception"][0]["message"] == "f() missing 1 required argument"
