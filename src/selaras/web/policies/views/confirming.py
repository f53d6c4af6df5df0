"""Confirming trust marks, and bringing or fetching a document."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from selaras import clock
from selaras.core.citation import Trust
from selaras.errors import DataRefused
from selaras.web.accounts.gate import AskedRequest, requires
from selaras.web.policies import actions
from selaras.web.policies.forms import ConfirmForm, DocumentForm
from selaras.web.policies.items import items
from selaras.web.policies.models import Version
from selaras.web.policies.showing import shown
from selaras.web.policies.views.page import editable, kept
from selaras.web.policies.views.scope import APPROVE, EDIT, version_or_404
from selaras.web.policies.yaml_files import content_from, yaml_of
from selaras.web.steps import Refused
from selaras.web.ui.templatetags.ui import say


@require_http_methods(["GET", "POST"])
@requires(EDIT)
def confirm(request: AskedRequest, pk: int, key: str) -> HttpResponse:
    """What the legal basis of one value was checked against."""
    version = editable(request, pk)
    value = next((each for each in shown(version) if each.item.key == key), None)
    if value is None:
        raise Http404
    posted = request.method == "POST"
    form = ConfirmForm(
        request.POST if posted else None, request.FILES if posted else None, initial={"trust": Trust.READ}
    )
    problem: Refused | DataRefused | None = None
    if posted and form.is_valid():
        said = form.cleaned_data
        try:
            actions.confirm(
                version=version,
                key=key,
                trust=Trust(said["trust"]),
                citation=said["citation"],
                address=said["address"],
                file=said["file"],
                by=request.user,
                at=clock.now(),
            )
        except (Refused, DataRefused) as error:
            problem = error
        else:
            return kept(request, version, f"#{value.item.section}")
    context = {"policy": version, "topic": version.topic, "form": form, "value": value, "problem": problem}
    return render(request, "policies/confirm.html", context, status=400 if problem or form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires(EDIT)
def bring(request: AskedRequest, pk: int) -> HttpResponse:
    """A YAML document in the place of the whole content."""
    version = editable(request, pk)
    posted = request.method == "POST"
    form = DocumentForm(request.POST if posted else None, request.FILES if posted else None)
    problem: Refused | DataRefused | None = None
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = content_from(version, file.read(), file.name)
            version, lowered = actions.replace_whole(
                version=version, content=content, by=request.user, at=clock.now()
            )
        except (Refused, DataRefused) as error:
            problem = error
        else:
            _say_lowered(request, version, lowered)
            return kept(request, version)
    context = {"policy": version, "topic": version.topic, "form": form, "problem": problem}
    return render(request, "policies/bring.html", context, status=400 if problem or form.errors else 200)


@require_GET
@requires(EDIT, APPROVE)
def draft_document(request: AskedRequest, pk: int) -> HttpResponse:
    """What is being prepared as YAML."""
    return yaml_of(version_or_404(request, pk, EDIT, APPROVE))


def _say_lowered(request: AskedRequest, version: Version, lowered: tuple[str, ...]) -> None:
    if not lowered:
        return
    names = {each.key: say(each.name) for each in items(str(version.subject), version.content)}
    text = _(
        "Tanda kepercayaan dari berkas tidak diambil. Kembali “belum diverifikasi” sampai dikonfirmasi: %(names)s."
    )
    messages.warning(request, text % {"names": ", ".join(names.get(key, key) for key in lowered)})
