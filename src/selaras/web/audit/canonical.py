"""One way of writing values as text: what is hashed, stored and exported is the same, byte for byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


def dumps(value: Any) -> str:
    """JSON with sorted keys, no spaces, ASCII only (so that every database keeps every character). NaN is refused."""
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), allow_nan=False)


def plain(values: Mapping[str, Any] | None) -> Any:
    """Values as JSON will give them back: dates and decimals become text."""
    return None if values is None else json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder))


def sha256(value: Any) -> str:
    """The digest of a value as it is written here."""
    return hashlib.sha256(dumps(value).encode("ascii")).hexdigest()


class CanonicalJSON(models.TextField[Any, Any]):
    """JSON kept as the text that was hashed. A database's own JSON type would rewrite numbers, and refuse NUL."""

    def get_prep_value(self, value: Any) -> str | None:
        """As text; None is NULL."""
        return None if value is None else dumps(value)

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        """As values. Text that somebody damaged comes back as that text, so that it can be shown."""
        try:
            return None if value is None else json.loads(value)
        except ValueError:
            return value

    def to_python(self, value: Any) -> Any:
        """Already values."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """For serializers."""
        return dumps(self.value_from_object(obj))
