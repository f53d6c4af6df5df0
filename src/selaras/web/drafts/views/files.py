"""A draft as files: the annex alone, or the regulation with its annex."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from selaras.errors import SelarasError
from selaras.files.annex.write import write_annex
from selaras.law.form import Form
from selaras.law.reading.words import slug
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.drafts.composing import content_of, form_of
from selaras.web.drafts.views.reading import page_of
from selaras.web.drafts.views.scope import DECIDE, WRITE, draft_or_404
from selaras.web.standards import reading

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
KINDS = {"lampiran": ("docx", "pdf", "xlsx", "json"), "peraturan": ("docx", "pdf")}


@require_GET
@requires(WRITE, DECIDE)
def file(request: AskedRequest, pk: int, what: str, kind: str) -> HttpResponse:
    """The file, as the draft stands now; what waits to be filled in is marked in it."""
    draft = draft_or_404(request, pk, WRITE, DECIDE)
    if kind not in KINDS.get(what, ()):
        raise Http404
    content = content_of(draft)
    form, base = form_of(content), reading.form_of(draft.base) if draft.base else None
    checked = bool(content.head.data.get("checked"))
    try:
        made = _made(kind, lambda path: _write(path, what, form, base, checked=checked))
    except SelarasError as error:
        return page_of(request, draft, problem=error)
    name = f"{what}-{slug(draft.title)[:60] or draft.pk}.{kind}"
    response = HttpResponse(made, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _write(path: Path, what: str, form: Form, base: Form | None, *, checked: bool) -> None:
    if what == "lampiran":
        write_annex(path, form)
    elif path.suffix == ".pdf":
        from selaras.files.regulation_pdf import write_regulation_pdf

        write_regulation_pdf(path, form, base, checked=checked)
    else:
        from selaras.files.draft_docx import write_regulation

        write_regulation(path, form, base, checked=checked)


def _made(kind: str, write: Callable[[Path], None]) -> bytes:
    with TemporaryDirectory(prefix="selaras-rancangan-") as folder:
        path = Path(folder, f"rancangan.{kind}")
        write(path)
        return path.read_bytes()
