"""Tags, filters and components."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from selaras.errors import Text
from selaras.web.ui.gallery import Sample


def shown(template: str, language: str = "id", query: str = "", **context: Any) -> str:
    """A piece of template as HTML."""
    with override(language):
        return str(
            engines["django"].from_string(template).render(context, RequestFactory().get(f"/?{query}"))
        )


def test_a_bilingual_text_is_said_in_the_language_of_the_page() -> None:
    text = Text("Simpan <lagi>", "Save again")
    assert shown("{{ t|say }}", t=text) == "Simpan &lt;lagi&gt;"
    assert shown("{{ t|say }}", "en", t=text) == "Save again"
    assert shown("{{ t|say }}{{ u|say }}", t=None, u="apa adanya") == "apa adanya"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (date(2026, 7, 1), "01-07-2026"),
        ("2026-07-01", "01-07-2026"),
        (datetime(2026, 6, 30, 18, 0, tzinfo=UTC), "01-07-2026"),
        ("entah", "entah"),
        (None, ""),
    ],
)
def test_a_day_is_written_as_people_here_write_it(value: object, said: str) -> None:
    assert shown("{{ v|day }}", v=value) == said


def test_a_moment_is_told_in_the_time_of_western_indonesia() -> None:
    at = datetime(2026, 6, 30, 18, 5, tzinfo=UTC)
    assert shown("{{ v|moment }}", v=at) == "01-07-2026 01.05 WIB"
    assert shown("{{ v|moment }}", "en", v=at) == "01-07-2026 01:05 WIB"


def test_a_nip_is_grouped_and_anything_else_left_alone() -> None:
    assert shown("{{ v|nip }}", v="199001012015011001") == "19900101 201501 1 001"
    assert shown("{{ v|nip }}", v="superadmin") == "superadmin"


def test_numbers_follow_the_language() -> None:
    assert shown("{{ 4000|number }} {{ v|number:2 }}", v=83.333) == "4.000 83,33"
    assert shown("{{ 4000|number }} {{ v|number:2 }}", "en", v=83.333) == "4,000 83.33"
    assert shown("{{ v|number }}", v="12,5 %") == "12,5 %"


def test_an_icon_is_ornament_unless_it_is_named() -> None:
    assert 'aria-hidden="true"' in shown('{% icon "users" %}')
    named = shown('{% icon "users" label=label %}', label='"><b>')
    assert 'role="img"' in named
    assert "<b>" not in named
    assert "style=" not in named


def test_the_query_string_is_kept_and_changed() -> None:
    assert shown("{% query unit=5 kelas='' %}", query="kelas=3&q=a%20b&unit=1") == "?q=a+b&amp;unit=5"
    assert shown("{% turn 2 %}", query="q=x&halaman=9") == "?q=x&amp;halaman=2"


def test_a_field_is_tied_to_its_help_and_its_errors() -> None:
    form = Sample({"name": ""})
    html = shown('{% include "ui/field.html" with field=form.name %}', form=form)
    assert 'aria-describedby="id_name_errors id_name_helptext"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_errors"' in html
    assert 'id="id_name_helptext"' in html
    assert '<label for="id_name">' in html


def test_the_summary_of_errors_links_to_the_fields() -> None:
    html = shown('{% include "ui/form_errors.html" %}', form=Sample({"name": ""}))
    assert 'href="#id_name"' in html
    assert "isian perlu diperbaiki" in html
    assert "5 fields need attention" in shown('{% include "ui/form_errors.html" %}', "en", form=Sample({}))
    assert shown('{% include "ui/form_errors.html" %}', form=Sample()).strip() == ""


def test_every_link_of_the_summary_leads_to_something() -> None:
    form = Sample({})
    html = shown(
        '{% include "ui/form_errors.html" %}{% for field in form %}{% include "ui/field.html" %}{% endfor %}',
        form=form,
    )
    for field in form:
        if field.errors:
            target = html.split('href="#')[1:]
            assert any(f'id="{part.split(chr(34))[0]}"' in html for part in target)
    for part in html.split('href="#')[1:]:
        assert f'id="{part.split(chr(34))[0]}"' in html


def test_a_pager_keeps_the_filters() -> None:
    html = shown('{% include "ui/pager.html" %}', query="kelas=5", page=Paginator(range(4_812), 25).page(2))
    assert "26–50 dari 4.812" in html
    assert 'href="?kelas=5&amp;halaman=3"' in html
    assert shown('{% include "ui/pager.html" %}', page=Paginator([], 25).page(1)).strip() == ""


def test_progress_without_a_total_says_only_what_is_done() -> None:
    assert "<progress aria-label" in shown('{% include "ui/progress.html" with done=1200 %}')
    assert 'value="30" max="120"' in shown('{% include "ui/progress.html" with done=30 total=120 %}')
    assert "25 %" in shown('{% include "ui/progress.html" with done=30 total=120 %}')


def test_a_bar_tells_its_figures_in_words() -> None:
    html = shown('{% include "ui/bar.html" with title="Terisi" value=48 total=60 tone="ok" %}')
    assert "<title>Terisi</title>" in html
    assert "48/60 (80 %)" in html
    assert "style" not in html


def test_html_in_names_stays_text() -> None:
    evil = "<script>alert(1)</script>"
    for template in (
        '{% include "ui/status.html" with tone="ok" text=v %}',
        '{% include "ui/empty.html" with title=v text=v %}',
        '{% include "ui/problem.html" with what=v remedy=v %}',
        "{{ v|nip }}{{ v|day }}{{ v|number }}{{ v|say }}",
    ):
        assert "<script>" not in shown(template, v=evil)
