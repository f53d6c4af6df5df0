"""Every component in every state on one page, for whoever builds pages and for the tests that look at them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selaras.errors import Text
from selaras.web.ui import registry

DAY = date(2026, 7, 1)
MOMENT = datetime(2026, 7, 1, 3, 4, tzinfo=UTC)
CHOICES = [("", "Pilih"), ("a", "Penata Muda (III/a)"), ("b", "Penata Muda Tk. I (III/b)")]


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="Nama lengkap", help_text="Seperti pada surat keputusan, tanpa gelar.")
    day = forms.CharField(label="Tanggal mulai", help_text="dd-mm-yyyy", required=False)
    rank = forms.ChoiceField(label="Pangkat", choices=CHOICES)
    note = forms.CharField(label="Alasan", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    file = forms.FileField(label="Dokumen", required=False, help_text="PDF, paling besar 25 MB.")
    relevant = forms.BooleanField(label="Bidang ilmu relevan", help_text="Pasal 10 ayat (2).")
    way = forms.ChoiceField(label="Cara", choices=CHOICES[1:], widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(
        label="Bagian", choices=CHOICES[1:], widget=forms.CheckboxSelectMultiple
    )


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The gallery; not there for anybody but superadmins, unless debugging."""
    user = getattr(request, "user", None)
    if not (settings.DEBUG or (user and user.is_superuser)):
        raise Http404
    return render(request, "ui/gallery.html", samples())


def samples() -> dict[str, Any]:
    """What the gallery shows; all invented."""
    leaf = {"label": "Seksi Angkutan", "url": "#pohon", "detail": "3 dari 4 terisi", "children": []}
    middle = {
        "label": "Bidang Lalu Lintas",
        "url": "",
        "detail": "12 dari 15 terisi",
        "children": [leaf, leaf],
    }
    return {
        "form": Sample(initial={"name": "Contoh Pegawai", "rank": "a"}),
        "wrong_form": Sample({"name": "", "rank": "x", "relevant": ""}, auto_id="salah_%s"),
        "page": Paginator(range(4_812), 25).page(2),
        "tones": [
            ("ok", "memenuhi"),
            ("no", "belum memenuhi"),
            ("un", "belum dapat ditentukan"),
            ("warn", "kedaluwarsa"),
            ("plain", "draf"),
        ],
        "crumbs": [("Pegawai", "#"), ("Dinas Perhubungan", "#"), ("Contoh Pegawai", "")],
        "tabs": [
            {"label": "Profil", "url": "#", "current": True},
            {"label": "Bukti", "url": "#", "count": 12},
            {"label": "Riwayat", "url": "#"},
        ],
        "facts": [
            ("NIP", "19900101 201501 1 001"),
            ("Pangkat", "Pengatur Muda Tk. I (II/b)"),
            ("Bidang ilmu", ""),
        ],
        "events": [
            {
                "at": MOMENT,
                "when": "01-07-2026",
                "title": "Pangkat II/b dicatat",
                "text": "Dari impor SIASN.",
            },
            {
                "when": "14-03-2026",
                "title": "Nilai kompetensi diterima",
                "url": "#waktu",
                "action": "Lihat bukti",
            },
        ],
        "nodes": [
            {
                "label": "Dinas Perhubungan",
                "url": "#pohon",
                "detail": "48 dari 60",
                "open": True,
                "children": [middle, leaf],
            }
        ],
        "figures": [
            registry.Figure("Pegawai aktif", 4_000, "#angka", DAY),
            registry.Figure("Belum dapat ditentukan", "12,5 %", "#angka", DAY),
        ],
        "tasks": [
            registry.Task("Usulan perbaikan menunggu keputusan", 4, "#tugas"),
            registry.Task("Jabatan belum ditetapkan kelasnya", 1_204, "#tugas"),
        ],
        "what": Text("Berkas ini bukan buku kerja Excel.", "This file is not an Excel workbook."),
        "remedy": Text(
            "Simpan ulang sebagai .xlsx, lalu unggah lagi.", "Save it as .xlsx and upload it again."
        ),
        "moment": MOMENT,
        "day": DAY,
    }
