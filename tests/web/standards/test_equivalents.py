"""Which rubrics count for one another: suggested, said by one person with a basis, confirmed by a second, used by the engine."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from selaras.core.determination import equivalent_rubrics
from selaras.core.policy import Effect
from selaras.web.accounts.roles import Role
from selaras.web.people.load import equivalences
from selaras.web.standards import actions
from selaras.web.standards.equivalents import Suggestion, suggested
from selaras.web.standards.models import RubricPair, Version
from tests.web.cast import AT, Cast
from tests.web.standards.act import TEXT, bring, confirm, publish_confirmed
from tests.web.standards.test_publishing import refuses

NEXT = date(2026, 9, 1)
NAME = "tata-naskah-dinas"
BASIS = {"citation": "Berita acara 1/2026", "reason": "Indikatornya mengukur hal yang sama"}


def _pair(version: Version) -> Suggestion:
    return next(each for each in suggested(version) if each.code == NAME)


def _decide(cast: Cast, version: Version, decision: str = "first", **said: str) -> RubricPair:
    pair = _pair(version)
    return actions.decide_pair(
        version=version,
        first=pair.first.rubric,
        second=pair.second.rubric,
        decision=decision,
        by=cast.dumai.users[Role.ANALYST],
        at=AT,
        **(BASIS | said),
    )


def _counts(cast: Cast, required: str, on: date) -> frozenset[str]:
    cited = equivalences(cast.dumai.instansi)
    return equivalent_rubrics(cited, required, on, effect=Effect.GATE, proposer="") - {required}


def test_two_rubrics_of_one_name_are_suggested_and_count_from_the_first_day_of_the_version(
    cast: Cast,
) -> None:
    version = bring(cast)
    assert {each.code for each in suggested(version)} >= {NAME, "aplikasi-komputer"}
    assert "M.1" not in {each.code for each in suggested(version)}
    with refuses("dasar"):
        _decide(cast, version, citation=" ")
    pair = _decide(cast, version)
    assert (pair.name, pair.since) == ("Tata Naskah Dinas", None)
    assert not _counts(cast, pair.second, NEXT)
    confirm(version, cast.dumai.users[Role.ANALYST])
    publish_confirmed(cast, version, NEXT)
    assert _counts(cast, pair.second, NEXT - timedelta(days=1)) == frozenset()
    assert _counts(cast, pair.second, NEXT) == {pair.first}
    assert _counts(cast, pair.first, NEXT) == frozenset()  # one way only
    with pytest.raises(DatabaseError), transaction.atomic():
        RubricPair.objects.filter(pk=pair.pk).update(decision="none")


def test_a_reworded_rubric_is_paired_with_the_one_it_supersedes(cast: Cast) -> None:
    (old,) = Version.objects.published().filter(act__instansi=cast.dumai.instansi)
    word = next(
        each["text"]
        for each in old.pieces.get(key="kelas-5").data["competencies"][0]["indicators"]
        if TEXT.count(each["text"])
    )
    version = bring(cast, TEXT.replace(word, f"{word} selalu"))
    found = [each for each in suggested(version) if each.code == "M.1"]
    assert (old.pk, version.pk) in {(each.first.version, each.second.version) for each in found}
    page = cast.client(Role.ANALYST).get(f"/standar/kelola/{version.pk}/rubrik/").content.decode()
    assert re.search(r"<ins><span class=.vh.>[^<]+</span>[^<]*selalu", page)  # word by word


def test_a_decision_about_a_published_version_counts_once_a_second_person_confirms_it(cast: Cast) -> None:
    (version,) = Version.objects.published().filter(act__instansi=cast.dumai.instansi)
    pair = _decide(cast, version, "both")
    authority = cast.client(Role.AUTHORITY)
    page = authority.get(f"/standar/kelola/{version.pk}/rubrik/").content.decode()
    assert "Kukuhkan" in page
    with refuses("orang lain"):
        actions.confirm_pair(pair=pair, by=cast.dumai.users[Role.ANALYST], at=AT)
    assert authority.post(f"/standar/kelola/rubrik/{pair.pk}/kukuhkan/").status_code == 302
    pair.refresh_from_db()
    assert pair.since is not None
    assert _counts(cast, pair.first, pair.since) == {pair.second}
    assert _counts(cast, pair.first, pair.since - timedelta(days=1)) == frozenset()
    later = _decide(cast, version, "none")
    assert _counts(cast, pair.first, pair.since) == {pair.second}
    actions.confirm_pair(pair=later, by=cast.dumai.users[Role.AUTHORITY], at=AT + timedelta(days=400))
    later.refresh_from_db()
    assert later.since is not None
    assert _counts(cast, pair.first, later.since) == frozenset()
    assert _counts(cast, pair.first, later.since - timedelta(days=1)) == {pair.second}


def test_a_decision_about_a_rubric_that_was_corrected_since_holds_until_it_is_taken_back(cast: Cast) -> None:
    analyst = cast.dumai.users[Role.ANALYST]
    version = bring(cast)
    pair = _decide(cast, version)
    for piece in version.pieces.filter(kind="class"):
        for i, row in enumerate(piece.data["competencies"]):
            if row["code"] == NAME:
                said = {
                    "name": row["name"],
                    "level": 1,
                    "description": "",
                    "indicators": f"1.1 | {piece.key}",
                }
                piece.refresh_from_db()
                actions.correct_row(
                    piece=piece, row=f"competencies/{i}", said=said, reason="Uji", by=analyst, at=AT
                )
    with refuses("kesetaraan"):
        confirm(version, analyst)
    assert cast.client(Role.ANALYST).get(f"/standar/kelola/{version.pk}/rubrik/").context["stale"] == [pair]
    actions.withdraw_pair(pair=pair, why="", by=analyst, at=AT)
    actions.submit(version=version, by=analyst, at=AT)
