"""What the description promises and what is answered are the same: asked by schemathesis, rightly and wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from selaras.core.policy import Purpose
from selaras.web.accounts import keys_gate
from selaras.web.config.wsgi import application
from tests.web.api.keys import key_for
from tests.web.cast import Cast
from tests.web.matrix.makers import OWN, Place
from tests.web.matrix.makers_evaluations import make_answer

EACH = 25  # cases of each operation in each mode: some 300 requests
QUICK = settings(
    max_examples=EACH,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def connected(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Wrong keys are tried more often than anybody may. Asked within the test's own transaction: as Django's client does, nothing closes its connection."""
    monkeypatch.setattr(keys_gate, "GUESSES", 10_000)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers(cast: Cast) -> dict[str, str]:
    _key, text = key_for(cast.dumai)
    return {"Authorization": f"Bearer {text}", "Host": "testserver"}


@pytest.fixture
def known(cast: Cast) -> dict[str, Any]:
    """What there is to be asked about."""
    place = Place(OWN, cast, cast.dumai, cast.dumai.section, next(iter(cast.dumai.users.values())))
    answer = make_answer(place)
    version = cast.dumai.instansi.versions.get()
    return {
        "/api/v1/people/{pk}/verdict": cast.dumai.person.pk,
        "/api/v1/runs/{pk}": answer.run_id,
        "/api/v1/runs/{pk}/answers": answer.run_id,
        "/api/v1/standards/{pk}": version.pk,
        "nip": cast.dumai.person.nip,
    }


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
def test_every_answer_is_as_described(
    mode: GenerationMode, headers: dict[str, str], known: dict[str, Any]
) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, headers=headers)
    answered = {}
    for found in schema.get_all_operations():
        operation: Any = found.ok()  # type: ignore[union-attr]  # the description is in order
        answered[operation.label] = _ask(operation, mode, headers, known)
    assert len(answered) == 8
    for name, statuses in answered.items():
        if mode is GenerationMode.POSITIVE:
            assert 200 in statuses, f"{name} never gave an answer, only {statuses}"
        elif name not in {"GET /api/v1/runs", "GET /api/v1/standards"} or statuses != {200}:
            assert statuses & {400, 401, 404, 405, 422}, f"{name} refused nothing: {statuses}"


def test_the_how_to_names_every_operation_and_purpose(headers: dict[str, str]) -> None:
    told = (Path(__file__).parents[3] / "docs/how-to/api.md").read_text(encoding="utf-8")
    schema = Client().get("/api/v1/openapi.json", headers=headers).json()
    for address, methods in schema["paths"].items():
        for method in methods:
            assert f"`{method.upper()} {address.removeprefix('/api/v1/')}`" in told, address
    assert [each for each in Purpose if f"`{each}`" not in told] == []


def _ask(operation: Any, mode: GenerationMode, headers: dict[str, str], known: dict[str, Any]) -> set[int]:
    """Every status that an operation answered with; each answer is held against the description."""
    statuses: set[int] = set()

    @QUICK
    @given(case=operation.as_strategy(generation_mode=mode), real=st.booleans())
    def ask(case: Any, real: bool) -> None:
        if mode is GenerationMode.POSITIVE and real:
            _about_somebody(case, known)
        answer = case.call(headers=headers)
        case.validate_response(answer, headers=headers)
        statuses.add(answer.status_code)

    ask()
    return statuses


def _about_somebody(case: Any, known: dict[str, Any]) -> None:
    """Left to chance, nobody and nothing would ever be found."""
    if case.path in known:
        case.path_parameters["pk"] = known[case.path]
    if isinstance(case.body, dict):
        case.body["nip"] = known["nip"]
    for place in (case.body, case.query):
        if isinstance(place, dict):
            place.pop("position", None)
            place.pop("unit", None)
