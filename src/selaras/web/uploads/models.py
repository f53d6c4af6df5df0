"""Files as stored: checked by content, outside the web root, never served but through a view with a scope."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Upload(models.Model):
    """One stored file. `name` is what its owner called it; on disk it has a name of ours."""

    instansi = models.ForeignKey("accounts.Instansi", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("nama berkas"), max_length=200)
    kind = models.CharField(_("jenis"), max_length=10)  # pdf, xlsx, csv, zip, jpg, png, docx
    size = models.PositiveBigIntegerField(_("ukuran"))
    sha256 = models.CharField(max_length=64)
    file = models.FileField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(_("waktu"))

    class Meta:
        verbose_name = _("berkas")
        verbose_name_plural = _("berkas")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name
