"""What the audit trail calls what is done with accounts and roles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "accounts.sign_in": _("Masuk"),
    "accounts.sign_in_failed": _("Gagal masuk"),
    "accounts.sign_out": _("Keluar"),
    "accounts.activate": _("Mengaktifkan akun"),
    "accounts.password_changed": _("Mengganti kata sandi"),
    "accounts.second_factor_added": _("Memasang faktor kedua"),
    "accounts.second_factor_removed": _("Melepas faktor kedua"),
    "accounts.second_factor_failed": _("Gagal pada faktor kedua"),
    "accounts.reset_second_factor": _("Menghapus faktor kedua orang lain"),
    "accounts.recovery_code_used": _("Memakai kode pemulihan"),
    "accounts.recovery_codes_renewed": _("Memperbarui kode pemulihan"),
    "accounts.choose_language": _("Memilih bahasa"),
    "accounts.make_account": _("Membuat akun"),
    "accounts.change_account": _("Mengubah akun"),
    "accounts.move_account": _("Memindahkan akun ke unit lain"),
    "accounts.open_account": _("Membuka akun"),
    "accounts.close_account": _("Menutup akun"),
    "accounts.issue_code": _("Membuat kode aktivasi"),
    "accounts.withdraw_code": _("Menarik kode aktivasi"),
    "accounts.grant_role": _("Memberi peran"),
    "accounts.revoke_grant": _("Mencabut peran"),
    "accounts.issue_key": _("Membuat kunci API"),
    "accounts.revoke_key": _("Mencabut kunci API"),
    "accounts.make_instansi": _("Membuat instansi"),
    "accounts.change_instansi": _("Mengubah instansi"),
}
