"""Codes that no instansi may have: its code is the first part of the addresses of its standards."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _

from selaras.errors import DataRefused, Text
from selaras.web.accounts.models import Instansi
from selaras.web.standards.shelf import NATION


def codes() -> frozenset[str]:
    """The first parts of this app's own addresses, and the place of national acts."""
    from selaras.web.standards.urls import urlpatterns

    firsts = (str(each.pattern).partition("/")[0] for each in urlpatterns)
    return frozenset({NATION, *(first for first in firsts if first and not first.startswith("<"))})


def refuse_reserved(code: str) -> None:
    """A validator for forms. Raises ValidationError for a reserved code."""
    if code in codes():
        raise ValidationError(_("Kode ini dipakai untuk alamat halaman standar. Pilih kode lain."))


def guard_codes() -> None:
    """Have every new instansi checked, in forms and where it is written."""
    validators = Instansi._meta.get_field("code").validators
    if refuse_reserved not in validators:
        validators.append(refuse_reserved)
    pre_save.connect(_before_save, sender=Instansi, dispatch_uid="standards.reserved")


def _before_save(instance: Instansi, **_rest: Any) -> None:
    if instance._state.adding and instance.code in codes():
        raise DataRefused(
            Text(
                f"Kode instansi “{instance.code}” dipakai untuk alamat halaman standar.",
                f"The code “{instance.code}” is used for addresses of the pages of standards.",
            ),
            Text("Pilih kode lain, misalnya nama daerahnya.", "Choose another, as the name of the region."),
        )
