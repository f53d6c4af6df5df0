"""Close and open accounts, end sessions, take away a lost second factor."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction

from selaras.web.accounts.errors import refused
from selaras.web.accounts.models import User
from selaras.web.accounts.places import places_of
from selaras.web.accounts.rules import check_manager
from selaras.web.audit.record import Written, record_many


def end_sessions(user: User, *, but: str = "") -> int:
    """Sign somebody out everywhere, `but` in the session of this key. Returns how many sessions ended."""
    sessions = list(UserSession.objects.filter(user=user).exclude(session_key=but))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def close_account(*, user: User, why: str, by: User, at: datetime) -> User:
    """Nobody signs in with it until it is opened again; its roles stay on record."""
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    check_manager(by, locked)
    if not why.strip():
        raise refused("Tulis alasannya.", "Write the reason.")
    if locked.is_active:
        locked.is_active = False
        locked.save(update_fields=["is_active"])
        end_sessions(locked)
        _record("close_account", locked, by, at, why, active=(True, False))
    return locked


@transaction.atomic
def open_account(*, user: User, by: User, at: datetime, why: str = "") -> User:
    """Let somebody sign in again."""
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    check_manager(by, locked)
    if not locked.is_active:
        locked.is_active = True
        locked.save(update_fields=["is_active"])
        _record("open_account", locked, by, at, why, active=(False, True))
    return locked


@transaction.atomic
def reset_second_factor(*, user: User, why: str, by: User, at: datetime) -> User:
    """Take away a second factor whose device is lost; sessions end, and the next sign-in sets up another."""
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    check_manager(by, locked)
    if not why.strip():
        raise refused("Tulis alasannya.", "Write the reason.")
    taken = Authenticator.objects.filter(user=locked).delete()[0]
    if taken:
        end_sessions(locked)
        _record("reset_second_factor", locked, by, at, why, factors=(taken, 0))
    return locked


@transaction.atomic
def choose_language(*, user: User, language: str, by: User, at: datetime) -> User:
    """The language somebody reads Selaras in."""
    if language not in dict(settings.LANGUAGES):
        raise refused("Bahasa itu tidak tersedia.", "That language is not available.")
    locked = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if locked.language != language:
        before, locked.language = locked.language, language
        locked.save(update_fields=["language"])
        _record("choose_language", locked, by, at, "", language=(before, language))
    return locked


def _record(
    verb: str, user: User, by: User, at: datetime, why: str, **changed: tuple[object, object]
) -> None:
    before = {name: values[0] for name, values in changed.items()}
    after = {name: values[1] for name, values in changed.items()}
    rows = [Written(f"accounts.{verb}", user, place, before, after, why) for place in places_of(user)]
    record_many(rows, by=by, at=at)
