"""What is written is what is read back, in every format, whatever stands in the texts."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from selaras.files.annex.open import form_of
from selaras.files.annex.write import write_annex
from selaras.files.documents import document_of
from selaras.law.form import Form
from selaras.law.load import embedded_form
from selaras.law.reading.annex import Annex
from selaras.law.reading.doubts import Doubts
from tests.files.annex.standards import forms

ANNEX = ("job_classes", "position_standards", "dictionary")
# A failing annex is small enough to read; shrinking one that must be typeset each time takes minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
FORMATS = (".json", ".md", ".docx", ".xlsx", ".pdf")


def without_places(value: Any) -> Any:
    """Data without where it stood: another format has other lines."""
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items() if key != "source"}
    return [without_places(inner) for inner in value] if isinstance(value, list) else value


def data(form: Form) -> dict[str, Any]:
    """The annex of a form and the act it belongs to."""
    whole = without_places(form.model_dump(mode="json"))
    head = {
        key: whole["instrument"][key] for key in ("id", "type", "short", "region", "number", "year", "title")
    }
    signed = [each for each in whole["instrument"]["signatures"] if each["act"] == "annex"]
    return {"head": head, "signed": signed} | {part: whole[part] for part in ANNEX}


def there_and_back(form: Form, suffix: str) -> Form:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"lampiran{suffix}")
        write_annex(path, form)
        return form_of(path)


@pytest.mark.parametrize("suffix", FORMATS)
def test_dumai_standard_survives(suffix: str) -> None:
    form = embedded_form("perwali-dumai-6-2023")
    assert data(there_and_back(form, suffix)) == data(form)


@pytest.mark.parametrize("suffix", [".md", ".docx", ".pdf"])
def test_general_reader_reads_the_visible_layout(suffix: str, tmp_path: Path) -> None:
    """No structure of ours is needed for an ordinary text: the wording is enough."""
    form = embedded_form("perwali-dumai-6-2023")
    write_annex(tmp_path / f"x{suffix}", form)
    doubts = Doubts()
    annex = Annex(doubts)
    annex.read(document_of(tmp_path / f"x{suffix}").lines)
    found = [without_places(each.model_dump(mode="json")) for each in annex.classes()]
    assert found == [without_places(each.model_dump(mode="json")) for each in form.job_classes]
    assert not doubts.found


@pytest.mark.parametrize(
    ("suffix", "examples"), [(".json", 20), (".md", 150), (".docx", 40), (".xlsx", 60), (".pdf", 25)]
)
def test_awkward_texts_survive(suffix: str, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
    @given(forms())
    def survives(form: Form) -> None:
        assert data(there_and_back(form, suffix)) == data(form)

    survives()


@pytest.mark.parametrize("suffix", FORMATS)
def test_sixty_indicators_survive_over_pages(suffix: str) -> None:
    @settings(max_examples=3, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
    @given(forms(most=60))
    def survives(form: Form) -> None:
        assert data(there_and_back(form, suffix)) == data(form)

    survives()
