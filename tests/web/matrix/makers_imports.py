"""An import of an instansi, checked, with a row and a workbook of rejects."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from selaras.web.accounts.roles import Role
from selaras.web.imports.models import Import, Row
from selaras.web.imports.plan import Plan
from selaras.web.uploads.actions import store_bytes
from tests.files.workbooks import good, write_xlsx
from tests.web.cast import AT
from tests.web.matrix.makers import Place, maker


@cache
def _content() -> bytes:
    with TemporaryDirectory() as folder:
        return write_xlsx(Path(folder, "pegawai.xlsx"), good()).read_bytes()


@maker("batch")
def make_batch(place: Place) -> Import:
    """An import that an analyst of the place's instansi brought."""
    by = place.house.users[Role.ANALYST]
    upload = store_bytes(
        name="pegawai.xlsx", content=_content(), kind="xlsx", instansi=place.house.instansi, by=by, at=AT
    )
    batch = Import.objects.create(
        instansi=place.house.instansi,
        upload=upload,
        rejects=upload,
        layout="people",
        state=Import.State.CHECKED,
        plan=Plan().stored(),
        by=by,
        at=AT,
    )
    person = place.house.person
    Row.objects.create(
        batch=batch, nip=person.nip, name=person.name, person=person, state=Row.State.UNCHANGED
    )
    return batch
