"""Damaged headings are read for what they surely say, and every repair is named."""

from __future__ import annotations

from selaras.law import standard
from selaras.law.document import of_text
from selaras.law.load import embedded_form
from tests.law.texts import DUMAI


def damaged(*pairs: tuple[str, str]) -> str:
    text = DUMAI
    for sound, found in pairs:
        assert sound in text
        text = text.replace(sound, found, 1)
    return text


def test_act_with_damaged_head_is_the_same_act() -> None:
    text = damaged(
        ("WALI KOTA DUMAI\n", "W A L I K O TA D U M A I\n"),
        ("PERATURAN WALI KOTA DUMAI\nNOMOR 6", "PERATURAIT WALI KOTA DUMAI\nNOMOR 6"),
        ("MEMUTUSKAN:", "M E M U T U S K A N :"),
    )
    form = standard.read(of_text(text))
    sound = embedded_form("perwali-dumai-6-2023")
    assert form.instrument.id == sound.instrument.id
    assert form.instrument.region == sound.instrument.region
    assert form.job_classes == sound.job_classes
    repaired = [each.reason_en for each in form.uncertain if each.code == "repaired"]
    assert any("PERATURAIT" in reason for reason in repaired)
    assert not any(each.blocking for each in form.uncertain)


def test_texts_of_articles_stay_as_they_are() -> None:
    form = standard.read(of_text(damaged(("promosi dan/atau mutasi", "promosi danlatau mutasi"))))
    assert any("danlatau" in article.text for article in form.articles)
