"""What the access log and the archive's log say, in Indonesian: an act, and what else is known of it."""

from collections.abc import Mapping
from typing import Any

ARCHIVE = {
    "archive_file": "masuk arsip",
    "archive_schedule": "retensi dihitung ulang menurut jadwal",
    "archive_read": "berkas dibuka",
    "archive_read_again": "pemeriksaan berkas",
    "archive_hold": "ditahan",
    "archive_let_go": "tahanan dilepas",
    "archive_classify": "klasifikasi diubah",
    "archive_appraise": "dinilai kembali",
    "archive_propose": "daftar arsip diusulkan",
    "archive_approve": "daftar arsip disetujui",
    "archive_refuse": "daftar arsip ditolak",
    "archive_cancel": "daftar arsip dibatalkan",
    "archive_carry_out": "daftar arsip dijalankan",
    "archive_move": "arsip dipindahkan ke inaktif",
    "archive_export": "arsip diserahkan",
}
EVENTS = ARCHIVE | {
    "accept_duty": "laporan kewajiban diterima",
    "account_for_number": "nomor cadangan dicatat",
    "activate": "akun diaktifkan",
    "add_colleague": "rekan ditambahkan",
    "add_contact": "kontak mitra ditambahkan",
    "add_address": "pos-el ditambahkan",
    "admit_out_of_turn": "pemohon didahulukan dari daftar tunggu",
    "answer_question": "permintaan pendapat dijawab",
    "ask_again": "pendapat diminta lagi",
    "ask_new_password": "kata sandi baru diminta",
    "ask_number": "nomor baru diminta",
    "back_to_certificate": "kembali ke tanda tangan elektronik",
    "certify_copy": "salinan sah dibuat",
    "change_number": "nomor diganti",
    "choose_news": "pengaturan kabar diubah",
    "confirm_posting": "usulan penugasan disetujui",
    "correct_mailing": "catatan kiriman pos dibetulkan",
    "correct_letter": "perbaikan surat dimulai",
    "end_session": "dikeluarkan dari perangkat",
    "end_posting": "penugasan diakhiri",
    "escalate": "atasan dikabari berkas terlambat",
    "export_cases": "daftar permohonan diunduh",
    "export_ledger": "buku registrasi diunduh",
    "give_to": "berkas terlambat diberikan ke petugas lain",
    "letter_key_leaked": "kunci surat dinyatakan bocor",
    "lift_revocation": "pencabutan dibatalkan",
    "look_up_person": "mencari NIK di loket",
    "make_notice": "surat pemberitahuan dibuat",
    "mend_name": "nama dibetulkan",
    "name_trusted": "orang yang dipercaya dicatat",
    "new_password": "kata sandi diganti",
    "nobody_came": "pemohon tidak hadir",
    "pass_on": "berkas dioper ke rekan",
    "post": "penugasan berlaku",
    "post_letter": "surat dikirim lewat pos",
    "print_at_once": "surat dicetak bersama surat lain",
    "print_slips": "slip dicetak di loket",
    "propose_posting": "penugasan diusulkan",
    "propose_message_text": "teks pesan diajukan",
    "propose_to_whatsapp": "teks diajukan ke WhatsApp",
    "propose_text": "naskah surat diajukan",
    "prove_address": "pos-el atau orang yang dipercaya disetujui",
    "prove_number": "nomor dibuktikan lewat pesan WhatsApp",
    "publish_message_text": "teks pesan mulai dipakai",
    "publish_text": "naskah surat diterbitkan",
    "record_duty": "kewajiban dicatat petugas",
    "remove_address": "pos-el atau orang yang dipercaya dihapus",
    "refuse_posting": "usulan penugasan ditolak",
    "refuse_message_text": "teks pesan ditolak",
    "refuse_text": "naskah surat ditolak",
    "refused": "ditolak membuka",
    "register": "pendaftaran akun",
    "release_nik": "NIK dilepas dari akun",
    "remove_contact": "kontak mitra dihapus",
    "remove_holiday": "hari libur dihapus",
    "reopen_result": "hasil pengecekan dibuka lagi",
    "reserve_numbers": "nomor dicadangkan",
    "reveal_identity": "melihat NIK lengkap",
    "revoke_letter": "surat dicabut",
    "rotate_letter_key": "kunci surat diganti",
    "search_registry": "mencari di data sosial",
    "see": "membuka",
    "send_back_duty": "laporan kewajiban dikembalikan",
    "send_question": "permintaan pendapat dikirim",
    "set_holiday": "hari libur ditetapkan",
    "settle_signature": "tanda tangan diselesaikan",
    "show_link": "tautan mitra ditampilkan",
    "sign_in": "masuk",
    "sign_in_failed": "gagal masuk",
    "sign_out": "keluar",
    "take_back_question": "permintaan pendapat ditarik",
    "take_in": "orang didaftarkan di loket",
    "take_reserved_number": "nomor cadangan dipakai",
    "undo_step": "langkah diurungkan",
    "use_ink": "dialihkan ke tanda tangan basah",
    "void_number": "nomor dibatalkan",
    "withdraw_message_text": "draf teks pesan ditarik",
    "withdraw_text": "draf naskah surat ditarik",
}
_WHY = {
    "wrong": "sandi atau nomor salah",
    "too_often": "terlalu sering",
    "NotThere": "tidak ada",
    "NotYours": "bukan tugasnya",
    "MovedOn": "sudah berubah",
    "NotFit": "isian salah",
    "TooOften": "terlalu sering",
}
_BY = {"number": "dengan nomor", "name": "dengan nama", "applicant": "NIK pemohon"}


def details(detail: Mapping[str, Any], page: str) -> str:
    """What else is known of a line: ``page`` is the name of the page that was opened, if any."""
    told = [page, _part(str(detail.get("which") or ""))]
    told += [words[str(detail[name])] for name, words in (("why", _WHY), ("by", _BY)) if detail.get(name) in words]
    return ", ".join(one for one in told if one)


def _part(which: str) -> str:
    """``pk=12 page=1``, as the log keeps it, is part 12, 1 of the page."""
    values = [pair.partition("=")[2] for pair in which.split()]
    return f"bagian {', '.join(values)}" if values else ""
