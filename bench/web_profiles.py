"""1,000 profiles in one job, milliseconds each, beside bare typst documents of two pages set in the same process.

The bare documents say the same words about the same people: one in plain tables without a look, tags or signs, one as
running text. The job does more than set: it reads the records, evaluates, explains, packs and stores.
"""

from __future__ import annotations

import json
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from bench.measure import Line, Measured, Report, apart, stopwatch
from bench.web_site import AT, begin

ON = date(2026, 7, 1)
SIZE = 1_000
BARE = 200  # bare documents of each kind; their mean is compared
AIM = 1.5

_FRAME = """
#set page(width: 210mm, height: 297mm)
#set text(font: ("Liberation Sans", "DejaVu Sans"), size: 9pt, lang: "id")
#let d = json(bytes(sys.inputs.data))
#set document(title: d.name)
= #d.name
"""
TABLES = (
    _FRAME
    + """
#table(columns: 2, ..d.identity.flatten())
#d.verdict.sentence
#table(columns: 8, ..d.competencies.map(g => g.rows.map(r =>
  (r.name, ..range(1, 6).map(l => if l == r.at { r.mark } else { "" }), r.difference, r.reason))).flatten())
#for l in d.arithmetic [#l #parbreak()]
#pagebreak()
#table(columns: 4, ..d.requirements.map(r => (r.name, r.label, r.reason, r.citation)).flatten())
#for l in d.steps [#l #parbreak()]
#table(columns: 2, ..d.basis.flatten())
"""
)
TEXT = (
    _FRAME
    + """
#for r in d.identity [#r.join(" ") #parbreak()]
#d.verdict.sentence
#for g in d.competencies { for r in g.rows [#r.name #r.difference #r.reason #parbreak()] }
#for l in d.arithmetic [#l #parbreak()]
#pagebreak()
#for r in d.requirements [#r.name #r.label #r.reason #r.citation #parbreak()]
#for l in d.steps [#l #parbreak()]
#for r in d.basis [#r.join(" ") #parbreak()]
"""
)


def job(size: int) -> Measured:
    """One job over so many people; then the bare documents about the first of them."""
    begin()
    analyst, unit = _fill(size)
    from django.db import transaction

    from selaras.core.policy import Purpose
    from selaras.web.jobs.work import run_now
    from selaras.web.people.models import Person
    from selaras.web.reports.actions import order_bundle

    with transaction.atomic():
        bundle = order_bundle(
            people=list(Person.objects.values_list("pk", flat=True)),
            unit=unit,
            on=ON,
            purpose=Purpose.APPOINTMENT,
            language="id",
            paper="a4",
            instansi=unit.instansi,
            by=analyst,
            at=AT,
        )
    if bundle.job is None:
        raise RuntimeError("the order has no job")
    cpu = time.process_time()
    with stopwatch() as measured:
        done = run_now(bundle.job)
    cpu = time.process_time() - cpu
    bundle.refresh_from_db()
    if done.state != "done" or len(bundle.contents) != size or bundle.export is None:
        raise RuntimeError(f"the job is {done.state}: {done.error}")
    measured.facts = {
        "cpu": 1000 * cpu / size,
        "bytes": bundle.export.upload.size / size,
        "tables": _bare(bundle, TABLES),
        "text": _bare(bundle, TEXT),
        "alone": _bare(bundle, TEXT, shared=False),
    }
    return measured


def _bare(bundle: Any, source: str, *, shared: bool = True) -> dict[str, float]:
    """Wall clock and CPU of one bare document in milliseconds, and its pages. `shared`: one compiler for all."""
    import io

    import pdfplumber
    import typst

    from selaras.core.policy import Purpose
    from selaras.web.evaluations.questions import question
    from selaras.web.reports.bundling import _contents

    asked = question(bundle.instansi, Purpose(bundle.purpose), bundle.on)
    said = [json.dumps(each) for _pk, _name, each in _contents(bundle, bundle.wanted[: BARE + 2], asked)]
    compiler: Any = typst.Compiler(font_paths=typst.Fonts()) if shared else typst
    for each in said[:2]:  # the first ones read the fonts
        made = compiler.compile(source.encode(), sys_inputs={"data": each})
    with pdfplumber.open(io.BytesIO(made)) as document:
        pages = len(document.pages)
    wall, cpu = time.perf_counter(), time.process_time()
    for each in said[2:]:
        compiler.compile(source.encode(), sys_inputs={"data": each})
    number = len(said) - 2
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {"wall": 1000 * wall / number, "cpu": 1000 * cpu / number, "pages": pages}


def _fill(size: int) -> tuple[Any, Any]:
    """An instansi with the sample workforce, recorded as by hand, and an analyst. Returns the analyst and the root."""
    from selaras.files.people import read_people
    from selaras.files.sample import write_sample
    from selaras.law.load import regulation
    from selaras.web.accounts.models import Grant, Instansi, User
    from selaras.web.organisation.models import Position, PositionPeriod, Unit
    from selaras.web.people.actions import NewEntry, keep_rubrics, record_many
    from selaras.web.people.facts import fact_of
    from selaras.web.people.models import Kind, Person
    from selaras.web.standards.actions import publish_embedded

    instansi = Instansi.objects.create(code="dumai", name="Kota Dumai", region="Kota Dumai", synthetic=True)
    publish_embedded(act_id="perwali-dumai-6-2023", instansi=instansi, by=None, at=AT)
    root = Unit.objects.create(instansi=instansi, code="akar", name="Kota Dumai", parent=None)
    root.path = f"/{root.pk}/"
    root.save(update_fields=["path"])
    analyst = User.objects.create_user("analis", name="Contoh Analis")
    Grant.objects.create(
        user=analyst, instansi=instansi, unit=root, role="analyst", since=date(2020, 1, 1), granted_at=AT
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sample.xlsx")
        write_sample(path, size=size, seed=11, evidence="full", on=ON)
        shown = read_people(path, [regulation("perwali-dumai-6-2023")]).persons
    places: dict[Any, Position] = {}
    rows = []
    keep_rubrics({each.rubric for person in shown for each in person.evidence})
    for who in shown:
        person = Person.objects.create(
            instansi=instansi, nip=who.id, name=who.name, unit=root, entered_on=who.entered_on, updated_at=AT
        )
        facts = [
            *who.employment, *who.educations, *who.ranks, *who.positions, *who.trainings, *who.evidence,
        ]  # fmt: skip
        for fact in map(fact_of, facts):
            held = None
            if fact.kind == Kind.POSITION:
                asked = next(each for each in who.positions if each.since == fact.since).position
                held = places.get(asked.id)
                if held is None:
                    said = {
                        "unit": root,
                        "title": asked.title,
                        "type": str(asked.type),
                        "job_class": asked.job_class,
                        "family": asked.family or "",
                        "fields": list(asked.fields) if asked.fields is not None else None,
                        "trainings": list(asked.trainings) if asked.trainings is not None else None,
                    }
                    held = Position.objects.create(
                        instansi=instansi, code=asked.id[:80], title_key=asked.title.casefold(), **said
                    )
                    PositionPeriod.objects.create(
                        position=held, valid_from=date(1980, 1, 1), recorded_at=AT, **said
                    )
                    places[asked.id] = held
            rows.append(
                NewEntry(
                    person=person,
                    kind=fact.kind,
                    since=fact.since,
                    data={"code": held.code} if held else fact.data,
                    position=held,
                    known_on=fact.since,
                )
            )
    record_many(rows=rows, origin="bench", by=None, at=AT)
    return analyst, root


def run() -> Report:
    """Measure in a process of its own."""
    measured = apart(job, SIZE)
    facts = measured.facts
    each = 1000 * measured.seconds / SIZE
    tables, text, alone = facts["tables"], facts["text"], facts["alone"]
    ratio, by_cpu = each / tables["wall"], facts["cpu"] / tables["cpu"]
    return Report(
        title="Profiles of 1,000 people in one job",
        scope=(
            "Records read from SQLite, evaluated, explained, set as tagged PDF/UA, packed into one zip and stored, with two "
            "presses in one process. Beside it, one after the other in the same process, bare typst documents of two pages "
            "with the same words about the same people."
        ),
        lines=(
            Line(
                "profiles, all of the job",
                f"{SIZE:,} people",
                measured.seconds,
                measured.peak_mb,
                f"{each:.1f} ms each ({facts['cpu']:.1f} ms CPU), {facts['bytes'] / 1000:.0f} kB packed",
            ),
            Line(
                "bare document, plain tables",
                f"{tables['pages']:.0f} pages",
                tables["wall"] / 1000,
                measured.peak_mb,
                f"{tables['wall']:.1f} ms each ({tables['cpu']:.1f} ms CPU)",
            ),
            Line(
                "bare document, running text",
                f"{text['pages']:.0f} pages",
                text["wall"] / 1000,
                measured.peak_mb,
                f"{text['wall']:.1f} ms each ({text['cpu']:.1f} ms CPU)",
            ),
            Line(
                "the same by typst.compile",
                f"{alone['pages']:.0f} pages",
                alone["wall"] / 1000,
                measured.peak_mb,
                f"{alone['wall']:.1f} ms each ({alone['cpu']:.1f} ms CPU): fonts looked for each time",
            ),
        ),
        findings=(
            f"A profile takes {ratio:.2f} × a bare document in plain tables ({by_cpu:.2f} × its CPU); aim {AIM} ×: "
            f"{'met' if ratio <= AIM else 'MISSED'}.",
            f"Against running text: {each / text['wall']:.2f} ×, by typst.compile {each / alone['wall']:.2f} ×.",
        ),
    )
