"""Roles and what each may do. A role is granted for a unit and everything below it; permission never comes otherwise."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """Who somebody is to a unit."""

    EMPLOYEE = "employee", pgettext_lazy("peran", "Pegawai")
    SUPERVISOR = "supervisor", _("Atasan langsung")
    HEAD = "head", _("Kepala perangkat daerah")
    ANALYST = "analyst", _("Analis SDM")
    ASSESSOR = "assessor", _("Asesor")
    AUTHORITY = "authority", _("Pejabat yang berwenang")
    AUDITOR = "auditor", _("Auditor")
    UNIT_ADMIN = "unit_admin", _("Admin unit")
    ADMIN = "admin", _("Admin instansi")
    NATIONAL = "national", _("Pembina nasional")
    INTEGRATOR = "integrator", _("Integrator")


class Permission(models.TextChoices):
    """One thing somebody may do within a scope."""

    VIEW_OWN = "view_own", _("melihat data sendiri")
    PROPOSE_CORRECTION = "propose_correction", _("mengusulkan perbaikan data sendiri")
    VIEW_PEOPLE = "view_people", _("melihat data pegawai")
    VIEW_RESTRICTED = "view_restricted", _("melihat hukuman disiplin")
    EDIT_PEOPLE = "edit_people", _("mencatat bukti dan mengubah data pegawai")
    DECIDE_CORRECTIONS = "decide_corrections", _("memutus usulan perbaikan")
    IMPORT = "import", _("mengimpor berkas")
    EXPORT = "export", _("mengunduh daftar")
    VIEW_ORGANISATION = "view_organisation", _("melihat unit dan jabatan")
    EDIT_ORGANISATION = "edit_organisation", _("mengubah unit dan jabatan")
    CONFIRM_MAPPING = "confirm_mapping", _("menetapkan kelas jabatan")
    VIEW_VERDICTS = "view_verdicts", _("melihat kesesuaian pegawai")
    VIEW_FIGURES = "view_figures", _("melihat angka rangkuman kesesuaian")
    EVALUATE = "evaluate", _("menjalankan penilaian kesesuaian")
    CONFIRM_STANDARD = "confirm_standard", _("mengesahkan pembacaan standar")
    PUBLISH_STANDARD = "publish_standard", _("menerbitkan standar")
    DRAFT_STANDARD = "draft_standard", _("menyusun rancangan standar")
    APPROVE_DRAFT = "approve_draft", _("menyetujui rancangan standar")
    EDIT_POLICY = "edit_policy", _("mengubah kebijakan dan daftar kode")
    APPROVE_POLICY = "approve_policy", _("menyetujui kebijakan dan daftar kode")
    DETERMINE = "determine", _("mencatat penetapan")
    CONFIRM_DETERMINATION = "confirm_determination", _("mengonfirmasi penetapan")
    OBJECT = "object", _("mengajukan keberatan atas hasil sendiri")
    ANSWER_OBJECTION = "answer_objection", _("menjawab keberatan")
    MANAGE_KEYS = "manage_keys", _("mengelola kunci API")
    VIEW_AUDIT = "view_audit", _("membaca jejak audit")
    VIEW_ACCESS = "view_access", _("membaca catatan akses")
    MANAGE_ACCOUNTS = "manage_accounts", _("mengelola akun")
    MANAGE_GRANTS = "manage_grants", _("memberi dan mencabut peran")


_P = Permission
_SEE_UNIT = frozenset({_P.VIEW_PEOPLE, _P.VIEW_ORGANISATION, _P.VIEW_VERDICTS, _P.VIEW_FIGURES})

MAY: dict[Role, frozenset[Permission]] = {
    Role.EMPLOYEE: frozenset({_P.VIEW_OWN, _P.PROPOSE_CORRECTION, _P.OBJECT}),
    Role.SUPERVISOR: _SEE_UNIT,
    Role.HEAD: _SEE_UNIT | {_P.EXPORT},
    Role.ANALYST: _SEE_UNIT
    | {
        _P.VIEW_RESTRICTED,
        _P.EDIT_PEOPLE,
        _P.DECIDE_CORRECTIONS,
        _P.IMPORT,
        _P.EXPORT,
        _P.EDIT_ORGANISATION,
        _P.CONFIRM_MAPPING,
        _P.EVALUATE,
        _P.CONFIRM_STANDARD,
        _P.DRAFT_STANDARD,
        _P.APPROVE_DRAFT,
        _P.DETERMINE,
        _P.CONFIRM_DETERMINATION,
        _P.ANSWER_OBJECTION,
    },
    Role.ASSESSOR: frozenset({_P.VIEW_ORGANISATION}),
    Role.AUTHORITY: _SEE_UNIT
    | {
        _P.VIEW_RESTRICTED,
        _P.EXPORT,
        _P.PUBLISH_STANDARD,
        _P.APPROVE_DRAFT,
        _P.APPROVE_POLICY,
        _P.CONFIRM_DETERMINATION,
    },
    Role.AUDITOR: _SEE_UNIT | {_P.VIEW_RESTRICTED, _P.VIEW_AUDIT, _P.VIEW_ACCESS, _P.EXPORT},
    Role.UNIT_ADMIN: frozenset({_P.VIEW_ORGANISATION, _P.MANAGE_ACCOUNTS, _P.MANAGE_GRANTS}),
    Role.ADMIN: frozenset(
        {
            _P.VIEW_ORGANISATION,
            _P.MANAGE_ACCOUNTS,
            _P.MANAGE_GRANTS,
            _P.VIEW_AUDIT,
            _P.VIEW_ACCESS,
            _P.EDIT_POLICY,
            _P.APPROVE_POLICY,
            _P.MANAGE_KEYS,
        }
    ),
    Role.NATIONAL: frozenset({_P.VIEW_ORGANISATION, _P.VIEW_FIGURES}),  # figures, never a person
    Role.INTEGRATOR: frozenset(),
}

# Roles that decide about others or about data of others: they need a second factor (SELARAS_TOTP_REQUIRED).
DECIDING = frozenset({Role.ANALYST, Role.AUTHORITY, Role.ADMIN, Role.UNIT_ADMIN, Role.AUDITOR, Role.NATIONAL})
# Roles that stand above every instansi. Everyone else never sees across.
ABOVE_INSTANSI = frozenset({Role.NATIONAL})

# Who may give and take which roles, within their own units. NATIONAL is given by a superadmin alone.
GIVES: dict[Role, frozenset[Role]] = {
    Role.UNIT_ADMIN: frozenset({Role.EMPLOYEE, Role.SUPERVISOR, Role.HEAD}),
    Role.ADMIN: frozenset(Role) - ABOVE_INSTANSI,
}
