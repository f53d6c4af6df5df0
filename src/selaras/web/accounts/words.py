"""What is said to people in the language of the page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from selaras.errors import SelarasError
from selaras.web.ui.templatetags.ui import say

CODE_ENDED = _(
    "Akun ini belum diaktifkan. Kode aktivasinya yang lama tidak berlaku lagi karena peran ini ikut memutus: buat "
    "kode baru di halaman akunnya, lalu serahkan sendiri kepada pemegangnya."
)


def told(error: SelarasError) -> str:
    """What happened and what to do, in one line."""
    return f"{say(error.what)} {say(error.remedy)}".strip()
