"""What this app has to tidy regularly."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

KEPT = timedelta(days=14)


def prune_queue(at: datetime) -> None:
    """Remove what the queue remembers of finished work; the jobs themselves stay."""
    ended = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
    DBTaskResult.objects.filter(status__in=ended, finished_at__lt=at - KEPT).delete()


def clear_sessions(at: datetime) -> None:
    """Remove expired sessions."""
    Session.objects.filter(expire_date__lt=at).delete()
