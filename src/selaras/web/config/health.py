"""`/sehat/`: this process answers. `/siap/`: the application can work. For those who watch the server; tells no details.

Answered before anything else looks at the request: whoever watches asks by address, without a host name or https.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse

from selaras.clock import now
from selaras.web.jobs.models import Worker

ALIVE, READY = "/sehat/", "/siap/"
SILENT = timedelta(seconds=90)


class HealthMiddleware:
    """Answers the two addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.migrated = False  # once true it stays so for this process

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or go on."""
        if request.path == ALIVE:
            return said(True)
        if request.path == READY:
            return said(self.ready())
        return self.get_response(request)

    def ready(self) -> bool:
        """Database reachable, migrations applied, a worker alive."""
        try:
            self.migrated = self.migrated or not pending()
            return self.migrated and worker_alive()
        except DatabaseError:
            return False


def said(fine: bool) -> HttpResponse:
    """200 or 503, in one word."""
    response = HttpResponse(
        "ok\n" if fine else "belum siap\n", "text/plain; charset=utf-8", 200 if fine else 503
    )
    response["Cache-Control"] = "no-store"
    return response


def pending() -> bool:
    """Whether the database lacks migrations."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def worker_alive() -> bool:
    """Whether some worker has beaten lately."""
    return Worker.objects.filter(beat_at__gte=now() - SILENT).exists()
