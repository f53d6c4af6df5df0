"""What the audit trail calls what is done with objections."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "objections.raise": _("Mengajukan keberatan"),
    "objections.withdraw": _("Menarik keberatan"),
    "objections.answer": _("Menjawab keberatan"),
    "objections.renew": _("Menyimpan putusan baru setelah data diperbaiki"),
    "objections.read": _("Membaca jawaban keberatan"),
    "objections.set_days": _("Mengubah tenggat jawaban keberatan"),
    "field.mended": _("data sudah diperbaiki"),
    "field.read": _("dibaca"),
}
