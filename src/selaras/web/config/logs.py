"""Logs as JSON, one line an event, without personal data: no local variables, no query strings, no NIP.

The message of an exception may quote what somebody typed, so only that of errors about the program itself is kept; of
any other the type and the places in the code are enough to find it.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from traceback import extract_tb
from types import TracebackType
from typing import Any

import structlog

# 18 digits, also as people group them: 19900101 201501 1 001.
NIP = re.compile(r"(?<!\d)\d{8}[ .-]?\d{6}[ .-]?\d[ .-]?\d{3}(?!\d)")
HIDDEN = "[NIP]"
# What PostgreSQL tells of the row that failed.
DETAIL = re.compile(r"(DETAIL|CONTEXT|LINE \d+):.*", re.DOTALL)
HARMLESS = {
    "AttributeError",
    "ImportError",
    "ImproperlyConfigured",
    "ModuleNotFoundError",
    "NameError",
    "NoReverseMatch",
    "OperationalError",
    "ProgrammingError",
    "TemplateDoesNotExist",
    "TemplateSyntaxError",
    "TypeError",
}
EXTRAS = ("job", "kind", "attempt", "chore", "files", "status_code")
Event = MutableMapping[str, Any]


def hide(value: Any) -> Any:
    """A text without the numbers by which somebody is known."""
    if isinstance(value, str):
        return NIP.sub(HIDDEN, value)
    if isinstance(value, dict):
        return {key: hide(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [hide(each) for each in value]
    return value


def hide_people(_logger: Any, _method: str, event: Event) -> Event:
    """The processor of `hide`."""
    return {key: hide(value) for key, value in event.items()}


def tell_exception(_logger: Any, _method: str, event: Event) -> Event:
    """Replace an exception by its kind and the places it passed."""
    told = event.pop("exc_info", None)
    if isinstance(told, BaseException):
        told = (type(told), told, told.__traceback__)
    if isinstance(told, tuple) and told[0]:
        event["exception"] = [_told(*told)]
        cause = told[1].__cause__ or (None if told[1].__suppress_context__ else told[1].__context__)
        if cause:
            event["exception"].append(_told(type(cause), cause, cause.__traceback__))
    return event


def _told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> dict[str, Any]:
    told: dict[str, Any] = {"type": f"{kind.__module__}.{kind.__qualname__}"}
    if kind.__name__ in HARMLESS:
        told["message"] = DETAIL.sub("", str(error)).strip()[:500]
    told["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(trace)]
    return told


def logging_to_standard_error(level: str) -> dict[str, Any]:
    """Django's LOGGING."""
    chain: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=EXTRAS),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": chain,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    tell_exception,
                    hide_people,
                    structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": level.upper(), "propagate": False},
            # The queue tells of every look into it.
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
            "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        },
    }
