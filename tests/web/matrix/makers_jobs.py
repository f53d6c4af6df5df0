"""Jobs."""

from __future__ import annotations

from selaras.web.jobs.models import Job
from tests.web.cast import AT
from tests.web.matrix.makers import Place, maker


@maker("job")
def make_job(place: Place) -> Job:
    return Job.objects.create(
        kind="tests.none", owner=place.owner, instansi=place.house.instansi, created_at=AT
    )
