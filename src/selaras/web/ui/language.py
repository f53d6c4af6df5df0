"""The language of the pages: chosen by a form, kept in a cookie."""

from __future__ import annotations

from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST
from django.views.i18n import LANGUAGE_QUERY_PARAMETER, set_language

# Sent with `request` and `language` when somebody chooses; accounts keep it for other browsers of theirs.
chosen = Signal()


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember a language and go back to where it was chosen (never to another site)."""
    response: HttpResponse = set_language(request)
    language = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    if language and check_for_language(language):
        chosen.send(sender=choose, request=request, language=language)
    return response
