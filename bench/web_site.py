"""A throw-away installation with so many people, for measuring pages: settings, addresses, and plain pages beside them.

The plain pages are what a careful Django developer writes first for the same rows: the same sign-in and middleware, the
same scope, one query with its joins, a count, a template's loop. Nothing else of the application is on them.
"""

from __future__ import annotations

import os
import random
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

AT = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
FIRST = (
    "Ayu",
    "Budi",
    "Citra",
    "Dewi",
    "Eka",
    "Fajar",
    "Gilang",
    "Hana",
    "Indra",
    "Joko",
    "Kartika",
    "Lukman",
)
LAST = ("Lestari", "Santoso", "Wijaya", "Halim", "Putri", "Siregar", "Nasution", "Rahman", "Saputra", "Utami")
TITLES = (
    ("Pengelola Data Kepegawaian", 7),
    ("Pengadministrasi Perkantoran", 5),
    ("Pengolah Bahan Perencanaan", 6),
    ("Analis Kebijakan Ahli Pertama", None),
    ("Pengemudi", 5),
)
RANKS = (("II/c", 7), ("III/a", 9), ("III/b", 10), ("IX", 9), ("", None))
EDUCATIONS = (("SLTA", 3), ("D-III", 6), ("S-1", 7), ("S-2", 9), ("", None))
ROWS = 50

PAGE = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Pegawai</title></head><body>
<h1>Pegawai</h1><p>{{ page.paginator.count }} hasil</p>
<table><thead><tr><th>Nama</th><th>NIP</th><th>Jabatan</th><th>Kelas</th><th>Unit</th><th>Golongan</th><th>Pendidikan</th><th>Hasil</th></tr></thead><tbody>
{% for person in page %}<tr><th><a href="{{ person.pk }}/">{{ person.name }}</a></th><td>{{ person.nip }}</td><td>{{ person.position.title|default:"–" }}</td><td>{{ person.position.job_class|default:"–" }}</td><td>{{ person.unit.name }}</td><td>{{ person.rank|default:"–" }}</td><td>{{ person.education|default:"–" }}</td><td>{{ person.competencies_known }}</td></tr>
{% endfor %}</tbody></table>
{% if page.has_previous %}<a href="?page={{ page.previous_page_number }}">Sebelumnya</a>{% endif %}
{% if page.has_next %}<a href="?page={{ page.next_page_number }}">Berikutnya</a>{% endif %}
</body></html>"""
HITS = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Cari</title></head><body><ul>
{% for person in people %}<li><a href="{{ person.pk }}/">{{ person.name }}</a> {{ person.nip }} · {{ person.position.title|default:"" }} · {{ person.unit.name }}</li>
{% endfor %}</ul></body></html>"""


RECORD = """<!doctype html><html lang="id"><head><meta charset="utf-8"><title>{{ person.name }}</title></head><body>
<h1>{{ person.name }}</h1><p>{{ person.nip }} · {{ person.position.title }} · {{ person.unit.name }}</p>
<table><tbody>{% for entry in entries %}<tr><th>{{ entry.get_kind_display }}: {% for name, value in entry.data.items %}{{ name }} {{ value|default:"–" }} {% endfor %}</th><td>{{ entry.since|date:"d-m-Y" }}</td><td>{{ entry.document.name|default:"–" }}</td><td><a href="{{ entry.pk }}/perbaiki/">Perbaiki</a> <a href="{{ entry.pk }}/tarik/">Tarik</a></td></tr>
{% endfor %}</tbody></table></body></html>"""


def begin() -> None:
    """Set Django up on an empty database of its own."""
    folder = tempfile.mkdtemp(prefix="selaras-bench-")
    Path(folder, "static").mkdir()
    os.environ |= {
        "SELARAS_DATA": folder,
        "SELARAS_DEBUG": "0",
        "SELARAS_HOSTS": "testserver",
        "SELARAS_TOTP_REQUIRED": "0",
        "DJANGO_SETTINGS_MODULE": "bench.web_settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def fill(size: int) -> Any:
    """An instansi with so many people in a tree of units, and an analyst who sees them all. Returns the analyst."""
    from selaras.web.accounts.models import Grant, Instansi, User
    from selaras.web.organisation.models import Position, Unit
    from selaras.web.people.models import Person

    r = random.Random(62023)
    instansi = Instansi.objects.create(
        code="contoh",
        name="Kota Contoh",
        region="Kota Dumai",
        regulations=["perwali-dumai-6-2023"],
        synthetic=True,
    )

    def unit(code: str, name: str, parent: Unit | None) -> Unit:
        made = Unit.objects.create(instansi=instansi, code=code, name=name, parent=parent)
        made.path = f"{parent.path if parent else '/'}{made.pk}/"
        made.save(update_fields=["path"])
        return made

    root = unit("akar", "Kota Contoh", None)
    offices = [unit(f"{n}", f"Dinas Contoh {n}", root) for n in range(max(size // 1250, 4))]
    sections = [
        unit(f"{n}-{m}", f"Bidang {m} Dinas {n}", office)
        for n, office in enumerate(offices)
        for m in range(20)
    ]
    Position.objects.bulk_create(
        Position(
            instansi=instansi,
            code=f"{title}@{place.code}",
            title_key=title.casefold(),
            unit=place,
            title=title,
            job_class=job_class,
        )
        for place in sections
        for title, job_class in TITLES
    )
    positions = list(Position.objects.all())
    Person.objects.bulk_create(
        (_person(n, instansi, r.choice(positions), r) for n in range(size)), batch_size=1000
    )
    analyst = User.objects.create_user("analis", name="Contoh Analis")
    Grant.objects.create(
        user=analyst, instansi=instansi, unit=root, role="analyst", since=date(2020, 1, 1), granted_at=AT
    )
    _record(Person.objects.order_by("pk")[0])
    return analyst


def _record(person: Any) -> None:
    """Thirty entries about one person, as a full record has."""
    from selaras.law.load import regulation
    from selaras.web.people.actions import NewEntry, keep_rubrics, record_many
    from selaras.web.people.models import Kind

    standard = regulation("perwali-dumai-6-2023").standards[0]
    rubrics = [row.rubric for row in standard.competencies]
    keep_rubrics(rubrics)
    result = {"source": "internal_panel", "level": 1}
    said = [(Kind.RANK, {"rank": "III/a"})] * 4 + [(Kind.EDUCATION, {"level": "S-1", "field": "Contoh"})] * 2
    said += [(Kind.TRAINING, {"kind": "technical", "name": f"Diklat {n}"}) for n in range(10)]
    said += [(Kind.COMPETENCY, result | {"rubric": rubric.id}) for rubric in rubrics]
    rows = [
        NewEntry(person=person, kind=kind, since=date(2010 + n % 15, 1, 1), data=data)
        for n, (kind, data) in enumerate(said)
    ]
    record_many(rows=rows, origin="bench", by=None, at=AT)


def _person(number: int, instansi: Any, position: Any, r: random.Random) -> Any:
    from selaras.web.people.models import Person

    (rank, rank_order), (education, education_order) = r.choice(RANKS), r.choice(EDUCATIONS)
    return Person(
        instansi=instansi,
        nip=f"{r.randint(1965, 2000)}{r.randint(1, 12):02}{r.randint(1, 28):02}{number:010}",
        name=f"Contoh {r.choice(FIRST)} {r.choice(LAST)} {number:05}",
        unit_id=position.unit_id,
        position=position if r.random() < 0.95 else None,
        position_since=date(r.randint(2005, 2025), 1, 1),
        rank=rank,
        rank_order=rank_order,
        education=education,
        education_order=education_order,
        employment=r.choice(("pns", "pppk")),
        competencies_known=r.randint(0, 14),
        newest_result=date(2025, r.randint(1, 12), 1),
        updated_at=AT,
    )


def plain_list(request: Any) -> Any:
    """Fifty of the people found, plainly."""
    from django.core.paginator import Paginator
    from django.http import HttpResponse
    from django.template import RequestContext

    people = _people(request).order_by("name", "pk").select_related("unit", "position")
    page = Paginator(people, ROWS).get_page(request.GET.get("page"))
    return HttpResponse(_template(PAGE).render(RequestContext(request, {"page": page})))


def plain_search(request: Any) -> Any:
    """The first of those found, plainly."""
    from django.http import HttpResponse
    from django.template import RequestContext

    people = _people(request).order_by("name", "pk").select_related("unit", "position")[:25]
    return HttpResponse(_template(HITS).render(RequestContext(request, {"people": people})))


def plain_record(request: Any, pk: int) -> Any:
    """One person with the entries of the record page's tab, plainly."""
    from django.http import HttpResponse
    from django.shortcuts import get_object_or_404
    from django.template import RequestContext

    from selaras.web.people.models import Kind

    tabs = {
        "profil": (Kind.EMPLOYMENT, Kind.POSITION, Kind.RANK, Kind.EDUCATION, Kind.TRAINING),
        "bukti": (Kind.COMPETENCY, Kind.DETERMINATION, Kind.PERFORMANCE, Kind.DISCIPLINE),
    }
    person = get_object_or_404(_people(request).select_related("unit", "position", "instansi"), pk=pk)
    entries = person.entries.filter(kind__in=tabs[request.GET["tab"]]).select_related(
        "recorded_by", "document"
    )
    context = {"person": person, "entries": entries.order_by("-since", "-pk")}
    return HttpResponse(_template(RECORD).render(RequestContext(request, context)))


def _people(request: Any) -> Any:
    from selaras.web.accounts.roles import Permission
    from selaras.web.people.models import Person

    people = Person.objects.visible_to(request.asker, Permission.VIEW_PEOPLE).filter(status="active")
    if "kelas" in request.GET:
        people = people.filter(position__job_class=request.GET["kelas"])
    sought = request.GET.get("q", "")
    if sought.isdecimal():
        return people.filter(nip__startswith=sought)
    for word in sought.split():
        people = people.filter(name__icontains=word)
    return people


_templates: dict[str, Any] = {}


def _template(source: str) -> Any:
    from django.template import engines

    if source not in _templates:
        _templates[source] = engines["django"].from_string(source).template
    return _templates[source]
