"""What people fill in on the way of a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selaras.files.layout import header_key
from selaras.files.people.guide import PEOPLE, SIASN, Recognised

AUTO = "auto"
LAYOUTS = (
    (AUTO, _("Kenali dari judul kolomnya")),
    (SIASN, _("Ekspor data utama SIASN")),
    (PEOPLE, _("Buku kerja Selaras, atau CSV-nya")),
)


class UploadForm(forms.Form):
    """A file, and what it is."""

    layout = forms.ChoiceField(
        label=_("Jenis berkas"), choices=LAYOUTS, widget=forms.RadioSelect, initial=AUTO
    )
    file = forms.FileField(
        label=_("Berkas"),
        help_text=_(
            "Excel (.xlsx), CSV, atau ZIP berisi CSV. Tidak ada yang disimpan sebelum Anda memeriksanya."
        ),
        max_length=250,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv,.zip"}),
        error_messages={"required": _("Pilih berkas yang akan diimpor.")},
    )


class ColumnsForm(forms.Form):
    """For every column that is read, which header of the file means it."""

    def __init__(self, *args: Any, seen: Recognised, plain: Recognised, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seen, self.plain = seen, plain
        for table in seen.tables:
            choices = [("", "—")] + [(str(at), text) for at, text in enumerate(table.headers) if text]
            for column in table.sheet.columns:
                at = table.index.get(column.key)
                self.fields[f"{table.sheet.key}-{column.key}"] = forms.ChoiceField(
                    label=column.header,
                    choices=choices,
                    required=column.required,
                    error_messages={"required": _("Kolom ini wajib: pilih judul kolom di berkas Anda.")},
                    initial="" if at is None else str(at),
                )

    def clean(self) -> dict[str, Any]:
        """No header may mean two columns."""
        data = super().clean() or {}
        for table in self.seen.tables:
            taken: dict[str, str] = {}
            for column in table.sheet.columns:
                name = f"{table.sheet.key}-{column.key}"
                chosen = data.get(name, "")
                if chosen in taken:
                    other = taken[chosen]
                    self.add_error(name, _("Judul ini sudah dipakai untuk %(other)s.") % {"other": other})
                elif chosen:
                    taken[chosen] = column.header
        return data

    def columns(self) -> dict[str, dict[str, str]]:
        """What differs from what the headers say by themselves: sheet → folded header → column."""
        plain = {table.sheet.key: table.index for table in self.plain.tables}
        found: dict[str, dict[str, str]] = {}
        for table in self.seen.tables:
            said: dict[str, str] = {}
            by_itself = plain.get(table.sheet.key, {})
            for column in table.sheet.columns:
                chosen = self.cleaned_data.get(f"{table.sheet.key}-{column.key}", "")
                at = int(chosen) if chosen else None
                before = by_itself.get(column.key)
                if at == before:
                    continue
                if before is not None:
                    said.setdefault(header_key(table.headers[before]), "")
                if at is not None:
                    said[header_key(table.headers[at])] = column.key
            if said:
                found[table.sheet.key] = said
        return found


class RulesForm(forms.Form):
    """What a commit takes along besides what the rows say. `nested`: the file names units above new ones."""

    parents = forms.ChoiceField(
        label=_("Letak unit baru"),
        choices=(
            ("root", _("langsung di bawah instansi")),
            ("file", _("di bawah satuan kerja induknya menurut berkas")),
        ),
        help_text=_("Siapa yang berwenang atas unit induk juga berwenang atas unit di bawahnya."),
    )
    older = forms.ChoiceField(
        label=_("Catatan yang lebih lama dari yang tercatat"),
        choices=(("leave", _("biarkan")), ("append", _("tambahkan ke riwayat"))),
    )
    scope = forms.ChoiceField(
        label=_("“Tidak ada di berkas” dihitung pada"),
        choices=(("units", _("unit yang muncul di berkas")), ("instansi", _("seluruh instansi"))),
    )
    missing = forms.ChoiceField(
        label=_("Pegawai yang tidak ada di berkas"),
        choices=(("leave", _("hanya dilaporkan")), ("left", _("tandai tidak lagi di instansi ini"))),
    )
    missing_reason = forms.CharField(
        label=_("Alasan penandaan"),
        max_length=500,
        required=False,
        help_text=_("Wajib bila pegawai akan ditandai, misalnya nomor surat mutasi atau pensiun."),
    )

    def __init__(self, *args: Any, nested: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not nested:
            del self.fields["parents"]

    def clean(self) -> dict[str, Any]:
        """Marking people needs a reason."""
        data = super().clean() or {}
        if data.get("missing") == "left" and not data.get("missing_reason", "").strip():
            self.add_error("missing_reason", _("Tulis alasannya."))
        return data


class UndoForm(forms.Form):
    """Why an import is undone."""

    why = forms.CharField(
        label=_("Alasan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Tulis alasan pembatalan.")},
    )
