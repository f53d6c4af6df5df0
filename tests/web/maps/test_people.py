"""People × competency: what a cell shows and where it leads."""

from __future__ import annotations

import re

from django.urls import reverse

from selaras.web.accounts.roles import Role
from tests.web.cast import Cast
from tests.web.maps.made import INTEGRITY, MACHINES, TEAM, answer, cell, finish, make_run


def test_a_cell_shows_its_state_by_a_sign_and_leads_to_its_row(cast: Cast) -> None:
    run = make_run(cast.dumai)
    one = answer(
        run,
        cast.dumai.section,
        [cell(INTEGRITY, "above", achieved=2), cell(TEAM, "missing"), cell(MACHINES, "below", achieved=0)],
    )
    finish(run)
    client = cast.client(Role.HEAD)
    html = client.get(reverse("maps:people")).content.decode()
    assert f'<td class="a"><a href="{one.pk}/0/">▲2</a>' in html
    assert f'<td class="m"><a href="{one.pk}/1/">?</a>' in html
    assert re.search(rf'<td class="b"><a href="{one.pk}/\d+/">▼0</a>', html)
    gone = client.get(f"{reverse('maps:people')}{one.pk}/1/")
    assert gone.status_code == 302
    assert gone["Location"] == f"{reverse('evaluations:answer', args=[one.pk])}#baris-M.2"
    named = client.get(f"{reverse('maps:people')}{one.pk}/")
    assert named["Location"] == reverse("evaluations:answer", args=[one.pk])
    assert client.get(reverse("maps:cell", args=[one.pk, 999])).status_code == 404


def test_a_cell_of_somebody_out_of_scope_is_not_there(cast: Cast) -> None:
    run = make_run(cast.dumai)
    out = answer(run, cast.dumai.other_office, [cell(INTEGRITY, "equal")])
    finish(run)
    assert cast.client(Role.HEAD).get(reverse("maps:cell", args=[out.pk, 0])).status_code == 404


def test_a_competency_nobody_is_asked_for_takes_no_column(cast: Cast) -> None:
    run = make_run(cast.dumai)
    answer(run, cast.dumai.section, [cell(INTEGRITY, "equal"), cell(TEAM, "none")])
    finish(run)
    html = cast.client(Role.HEAD).get(reverse("maps:people")).content.decode()
    assert "Integritas" in html
    assert "Kerjasama" not in html


def test_names_are_written_as_text(cast: Cast) -> None:
    run = make_run(cast.dumai)
    answer(run, cast.dumai.section, [cell(INTEGRITY, "equal")], name="Contoh <b onclick=x>&")
    finish(run)
    html = cast.client(Role.HEAD).get(reverse("maps:people")).content.decode()
    assert "Contoh &lt;b onclick=x&gt;&amp;" in html


def test_rows_are_paged_and_sorted_as_asked(cast: Cast) -> None:
    run = make_run(cast.dumai)
    for n in range(60):
        answer(
            run, cast.dumai.section, [cell(INTEGRITY, "below" if n == 59 else "equal")], name=f"Contoh {n:02}"
        )
    finish(run)
    client = cast.client(Role.HEAD)
    first = client.get(reverse("maps:people")).content.decode()
    assert "Contoh 49" in first
    assert "Contoh 50" not in first
    assert "60 orang" in first  # the sums are of everybody
    second = client.get(reverse("maps:people"), {"halaman": "2"}).content.decode()
    assert "Contoh 59" in second
    assert "Contoh 59" in client.get(reverse("maps:people"), {"urut": "kesenjangan"}).content.decode()
    everybody = client.get(reverse("maps:people"), {"baris": "500"}).content.decode()
    assert "Contoh 00" in everybody
    assert "Contoh 59" in everybody
    nonsense = {"baris": "9999999", "urut": "x", "halaman": "kucing", "kelas": "²", "rumpun": "'"}
    assert client.get(reverse("maps:people"), nonsense).status_code == 200
    for wrong in ({"unit": "x"}, {"keperluan": "x"}, {"unit": "9" * 30}):
        assert client.get(reverse("maps:people"), wrong).status_code == 404


def test_fifty_people_arrive_over_a_weak_link(cast: Cast) -> None:
    from selaras.web.maps.naming import competencies

    run = make_run(cast.dumai)
    keys = [each.key for each in competencies(run)]
    for _ in range(50):
        answer(run, cast.dumai.section, [cell(key, "equal", achieved=1) for key in keys])
    finish(run)
    page = cast.client(Role.HEAD).get(reverse("maps:people"))
    assert len(page.content) < 150_000
