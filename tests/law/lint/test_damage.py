"""A draft in any state: cut, shuffled, with odd characters. No rule may fail, every quote stays exact."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selaras.errors import DocumentRefused
from selaras.law.document import of_text
from selaras.law.lint import lint
from selaras.law.standard import read
from tests.law import texts
from tests.law.lint.frame import regulation

SOURCES = [
    texts.DUMAI,
    regulation({}),
    *(v for k, v in vars(texts).items() if k.isupper() and isinstance(v, str)),
]
ODD = st.sampled_from(
    ["(", ")", "/ ", " /", "ু", "\t", "\u200b", ";", "..", "Pasal 9", "ayat (0)", "I/a", "<p>", "|", "–", "ﬁ"]
)


def _check(text: str) -> None:
    document = of_text(text, "rusak.txt")
    try:
        form = read(document)
    except DocumentRefused:
        return
    report = lint(document, form)
    assert report.failed == ()
    for finding in report.findings:
        for spot in (finding.spot, *finding.related):
            assert spot.quote
            assert spot.quote in document.text
            line = document.lines[(spot.place.line or 0) - 1].text
            assert line[(spot.place.character or 1) - 1 :].startswith(spot.quote.split("\n")[0])


@pytest.mark.parametrize("text", SOURCES, ids=lambda text: text[:20])
def test_every_known_text_is_linted(text: str) -> None:
    _check(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_texts_are_linted(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(SOURCES)).split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        i = data.draw(st.integers(0, len(lines) - 1))
        how = data.draw(st.sampled_from(["drop", "double", "swap", "odd", "cut", "join"]))
        if how == "drop" and len(lines) > 1:
            del lines[i]
        elif how == "double":
            lines.insert(i, lines[i])
        elif how == "swap":
            j = data.draw(st.integers(0, len(lines) - 1))
            lines[i], lines[j] = lines[j], lines[i]
        elif how == "odd":
            at = data.draw(st.integers(0, len(lines[i])))
            lines[i] = lines[i][:at] + data.draw(ODD) + lines[i][at:]
        elif how == "cut":
            lines[i] = lines[i][: data.draw(st.integers(0, len(lines[i])))]
        elif i + 1 < len(lines):
            lines[i : i + 2] = [lines[i] + " " + lines[i + 1]]
    _check("\n".join(lines))


def test_an_endless_word_is_linted_in_time() -> None:
    word = "a" * 200_000
    _check(regulation({"articles": f"Pasal 2\n\nBupati menetapkan {word}.\n"}))


def test_endless_lists_are_linted_in_time() -> None:
    many = ", ".join(["pengadaan"] * 5_000)
    _check(regulation({"articles": f"Pasal 2\n\nKelas Jabatan 7 (tujuh) meliputi {many} ( ( ( <i> <i>.\n"}))
