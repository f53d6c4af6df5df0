"""Published versions for the tests of reading: the cast's, and a second one that changes a little of it."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from selaras.web.accounts.models import Instansi
from selaras.web.standards.actions.embedded import act_of, embedded
from selaras.web.standards.actions.storing import store_parts
from selaras.web.standards.indexing import index
from selaras.web.standards.models import Ending, Version
from selaras.web.standards.pieces import parts_of
from selaras.web.standards.reading import changed, digest_of
from tests.web.cast import AT

ACT = "perwali-dumai-6-2023"
FIRST = f"/standar/dumai/{ACT}/1/"
SECOND = f"/standar/dumai/{ACT}/2/"
CHANGE = date(2025, 1, 1)


def indexed() -> Version:
    """The cast's version with what the search needs."""
    version = Version.objects.published().select_related("act").get(act__instansi__code="dumai", number=1)
    index(version)
    changed()
    return version


def changed_form() -> dict[str, Any]:
    """The embedded act with one indicator of class 5 reworded, one requirement changed and class 6 left out."""
    form = copy.deepcopy(embedded(ACT)[0])
    form["job_classes"] = [each for each in form["job_classes"] if each["job_class"] != 6]
    five = next(each for each in form["job_classes"] if each["job_class"] == 5)
    integrity = five["competencies"][0]["indicators"][0]
    integrity["text"] = integrity["text"].replace("sesuai", "selalu sesuai", 1)
    five["competencies"][0]["rubric"] = None
    five["requirements"][0]["value"] = "D-III/Setara"
    return form


def second(on: date = CHANGE) -> Version:
    """A second version in force from a day on, which ends the first."""
    first = Version.objects.get(act__act_id=ACT, act__instansi__code="dumai", number=1)
    version = publish(first.instansi, changed_form(), on, 2)
    Ending.objects.create(
        version=first, on=on, cause="superseded", successor=version, basis="Perwali Contoh 1/2025", at=AT
    )
    changed()
    return version


def publish(instansi: Instansi | None, form: dict[str, Any], on: date, number: int = 1) -> Version:
    """A form as a published version, without its entry in the log."""
    version = Version.objects.create(
        instansi=instansi,
        act=act_of(form, instansi),
        number=number,
        state="published",
        form=form,
        digest=digest_of(form),
        effective_from=on,
        published_at=AT,
    )
    store_parts(version, parts_of(form))
    index(version)
    changed()
    return version


def of_positions(number: int) -> dict[str, Any]:
    """An act that sets a standard for each of many positions, all with the competencies of class 5."""
    form = copy.deepcopy(embedded(ACT)[0])
    five = next(each for each in form["job_classes"] if each["job_class"] == 5)
    rest = {name: five[name] for name in ("competencies", "requirements", "source")}
    blank = {"code": None, "group": "Pelaksana", "urusan": None, "job_class": None}
    form["position_standards"] = [
        {
            "applies_to": {"title": f"Pengelola Contoh {n:04}", "unit": f"Bidang {n % 20}", **blank},
            "summary": "Mengelola hal-hal contoh",
            "citation": f"Lampiran, jabatan {n}",
            **rest,
        }
        for n in range(1, number + 1)
    ]
    form["job_classes"], form["job_families"], form["classes_without_standard"] = [], [], []
    form["instrument"] |= {
        "id": "perbup-contoh-1-2024",
        "short": "Perbup Contoh 1/2024",
        "number": "1",
        "year": 2024,
    }
    return form
