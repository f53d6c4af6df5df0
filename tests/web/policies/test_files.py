"""YAML beside the forms: checked by the same reader, never a way around the trust marks."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from selaras.web.policies.content import document, embedded
from selaras.web.policies.models import Version
from tests.web.cast import Cast
from tests.web.policies.steps import STARTS, admin, begun


def brought(cast: Cast, version: Version, raw: Any, follow: bool = False) -> Any:
    text = raw if isinstance(raw, str) else yaml.safe_dump(raw, sort_keys=False, allow_unicode=True)
    file = SimpleUploadedFile("kebijakan.yaml", text.encode())
    return admin(cast).post(reverse("policies:bring", args=[version.pk]), {"file": file}, follow=follow)


@pytest.mark.parametrize("subject", ["appointment", "recruitment", "trainings", "ranks", "performance"])
def test_what_is_downloaded_can_be_uploaded_again(cast: Cast, subject: str) -> None:
    version = begun(cast.dumai, subject)
    answer = admin(cast).get(reverse("policies:draft_document", args=[version.pk]))
    again = brought(cast, version, answer.content.decode())
    assert again.status_code == 302, again.content.decode()
    assert Version.objects.get(pk=version.pk).digest == version.digest


def test_a_short_file_that_extends_is_written_out(cast: Cast) -> None:
    version = begun(cast.dumai)
    raw = "purpose: appointment\nextends: appointment\ntitle: Contoh\neffective_from: 2026-10-01\n"
    assert brought(cast, version, raw).status_code == 302
    version.refresh_from_db()
    assert len(version.content["values"]) == 10
    assert version.effective_from is not None
    assert version.effective_from.isoformat() == "2026-10-01"


def test_a_mark_claimed_in_a_file_is_not_taken_over(cast: Cast) -> None:
    version = begun(cast.dumai)
    raw = document(embedded("appointment"))
    raw["effective_from"] = STARTS
    raw["values"]["indicator_threshold"] |= {"value": "2/3", "trust": "R"}
    answer = brought(cast, version, raw, follow=True)
    version.refresh_from_db()
    assert version.content["values"]["indicator_threshold"]["trust"] == "U"
    page = answer.content.decode()
    assert "Tanda kepercayaan dari berkas tidak diambil" in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda raw: raw["values"]["sources"]["value"]["technical"][0].update(source="dukun"), "dukun"),
        (lambda raw: raw["values"]["bands"]["value"]["bands"][1].update(start="70"), "berlubang"),
        (lambda raw: raw["values"]["rank_equivalents"].update(value={"IX": "V/z"}), "V/z"),
        (lambda raw: raw.update(purpose="mapping"), "harus appointment"),
        (lambda raw: raw.pop("variants"), "variants"),
    ],
)
def test_a_wrong_file_is_refused_with_place_and_remedy(cast: Cast, change: Any, told: str) -> None:
    version = begun(cast.dumai)
    raw = document(embedded("appointment"))
    change(raw)
    answer = brought(cast, version, raw)
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert Version.objects.get(pk=version.pk).digest == version.digest


@pytest.mark.parametrize(
    "raw",
    [
        "- satu\n- dua\n",
        "a: &a [b, *a]\n",
        "x0: &x0 [1,1,1,1,1,1,1,1]\n"
        + "".join(f"x{n}: &x{n} [{','.join([f'*x{n - 1}'] * 8)}]\n" for n in range(1, 9)),
        "[" * 5000,
        "purpose: {",
    ],
)
def test_what_is_no_document_is_refused(cast: Cast, raw: str) -> None:
    assert brought(cast, begun(cast.dumai), raw).status_code == 400


def test_codes_of_a_national_list_cannot_be_changed(cast: Cast) -> None:
    version = begun(cast.dumai, "ranks")
    raw = document(embedded("ranks"))
    raw["scales"]["pns"][0]["order"] = 18
    answer = brought(cast, version, raw)
    assert answer.status_code == 400
    assert "datang bersama program" in answer.content.decode()


def test_a_number_that_would_never_end_is_refused(cast: Cast) -> None:
    version = begun(cast.dumai)
    raw = document(embedded("appointment"))
    raw["values"]["indicator_threshold"] |= {"value": "1e99999999"}
    answer = brought(cast, version, raw)
    assert answer.status_code == 400
    assert "tanpa pangkat" in answer.content.decode()
