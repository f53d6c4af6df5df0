"""The application speaks English as completely as Bahasa Indonesia."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils.translation import gettext, ngettext, override, pgettext

from tests.web import messages
from tests.web.ui import texts


@pytest.mark.parametrize("app", messages.apps())
def test_every_text_of_an_app_has_its_english_and_none_is_left_over(app: str) -> None:
    wrong = messages.check(app)
    assert not wrong, "\n".join(wrong)


def test_no_two_apps_say_the_same_text_differently_in_english() -> None:
    assert messages.contradictions() == []


@pytest.mark.parametrize("app", messages.apps())
def test_in_bahasa_every_text_comes_out_as_it_was_written(app: str) -> None:
    """Django's own Indonesian knows English words; one of ours must not be taken for one of those."""
    with override("id"):
        changed = [said for (context, said) in messages.extract(app).places if _shown(context, said) != said]
    assert changed == []


def _shown(context: str | None, said: messages.Said) -> messages.Said:
    if isinstance(said, tuple):
        return ngettext(said[0], said[1], 1), ngettext(said[0], said[1], 2)
    return pgettext(context, said) if context else gettext(said)


def test_the_texts_of_templates_and_python_are_all_found(tmp_path: Path) -> None:
    template = tmp_path / "page.html"
    template.write_text(
        '{% translate "Simpan" %}{% trans "Bahasa" context "language" %}{{ _("Kirim") }}'
        "{% blocktranslate count n=list|length %}{{ n }} orang{% plural %}{{ n }} orang{% endblocktranslate %}"
        "{% blocktranslate trimmed with a=b %}\n Halo\n {{ a }} {% endblocktranslate %}"
    )
    module = tmp_path / "module.py"
    module.write_text(
        'a = _("satu " "dua")\nb = ngettext_lazy("%(n)d baris", "%(n)d baris", "n")\nc = gettext(a)\n'
    )
    found = messages.Found()
    for path in (template, module):
        for name, strings in texts.calls(path):
            found.add(name, strings, path.name)
    assert set(found.places) == {
        (None, "Simpan"),
        ("language", "Bahasa"),
        (None, "Kirim"),
        (None, ("%(n)s orang", "%(n)s orang")),
        (None, "Halo %(a)s"),
        (None, "satu dua"),
        (None, ("%(n)d baris", "%(n)d baris")),
    }


def test_what_is_missing_left_over_or_uncompiled_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = tmp_path / "toko"
    (app / "locale/en/LC_MESSAGES").mkdir(parents=True)
    (app / "apps.py").write_text('a = _("Simpan")\nb = _("Hapus %(n)s")\nc = _("Baru")\n')
    (app / "locale/en/LC_MESSAGES/django.po").write_text(
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        '#, fuzzy\nmsgid "Simpan"\nmsgstr "Safe"\n\nmsgid "Hapus %(n)s"\nmsgstr "Delete"\n\n'
        'msgid "Lama"\nmsgstr "Old"\n\n#~ msgid "Kuno"\n#~ msgstr "Ancient"\n'
    )
    monkeypatch.setattr(messages, "WEB", tmp_path)
    told = "\n".join(messages.check("toko"))
    for part in (
        "not in django.po: 'Baru'",
        "no longer used: 'Lama'",
        "obsolete",
        "fuzzy: 'Simpan'",
        "placeholders differ",
        "not compiled",
    ):
        assert part in told
    assert "taken out: Lama" in messages.update("toko")
    messages.compile_("toko")
    assert "django.mo" not in "\n".join(messages.check("toko"))


def test_writing_again_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "toko").mkdir()
    (tmp_path / "toko/apps.py").write_text('a = _("Simpan")\nb = ngettext("%(n)s toko", "%(n)s toko", n)\n')
    monkeypatch.setattr(messages, "WEB", tmp_path)
    messages.update("toko")
    first = messages.po_path("toko").read_bytes()
    messages.update("toko")
    assert messages.po_path("toko").read_bytes() == first
    assert b"Date" not in first + messages.mo_bytes("toko")
