"""What people fill in: one form for each part of a content."""

from __future__ import annotations

from selaras.web.policies.forms.deciding import AboutForm, ConfirmForm, DocumentForm, ReasonForm
from selaras.web.policies.forms.part import PartForm
from selaras.web.policies.forms.register import form_of

__all__ = ["AboutForm", "ConfirmForm", "DocumentForm", "PartForm", "ReasonForm", "form_of"]
