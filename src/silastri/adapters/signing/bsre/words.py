"""The meaning of the service's codes and states, in sentences for the signer and for whoever runs the system."""

import json
import re
from typing import Any

SIMULATION = "x-contoh"  # the header by which the fake service says what it is
_BSRE = "Balai Sertifikasi Elektronik (BSrE)"
CERTIFIED = f"sertifikat elektronik yang diterbitkan oleh {_BSRE}, Badan Siber dan Sandi Negara"
EXAMPLE = f"sertifikat CONTOH dari simulasi {_BSRE}, bukan sertifikat resmi"
NOTHING_SIGNED = "Surat belum ditandatangani."
NO_NIK = f"Akun Anda belum punya NIK. Minta pengelola sistem melengkapinya. {NOTHING_SIGNED}"
_AWAY = "Server tanda tangan BSrE sedang tidak bisa dihubungi."
AWAY = f"{_AWAY} {NOTHING_SIGNED} Coba lagi nanti."
AWAY_NOW = f"{_AWAY} Coba lagi nanti."
NOT_ASKED = "Server BSrE tidak menerima pertanyaan dari sistem ini. Pengelola sistem perlu memeriksa pengaturan BSrE."
NO_ANSWER = "Server BSrE tidak menjawab setelah surat dikirim. Belum pasti apakah surat ini sudah ditandatangani."
BROKEN = "Server BSrE menjawab bahwa ada kesalahan. Belum pasti apakah surat ini sudah ditandatangani."
NO_FILE = "Jawaban server BSrE tidak berisi surat. Belum pasti apakah surat ini sudah ditandatangani."
OTHER_FILE = (
    "Server BSrE mengembalikan berkas yang isinya bukan surat ini. Simpan buktinya dan hubungi pengelola sistem."
)
NOT_GENUINE = (
    "Tanda tangan pada berkas dari server BSrE tidak dapat dipastikan keasliannya. Pengelola sistem perlu memeriksanya."
)
CANNOT_TELL = (
    "Server BSrE tidak dapat memberi tahu apakah surat ini sudah ditandatangani. Periksa catatan di servernya."
)
NOT_CHECKED = "Server BSrE tidak dapat memeriksa berkas ini. Pastikan berkasnya PDF yang utuh."
SIMULATED = (
    f"Alamat server BSrE di pengaturan menuju simulasi, padahal sistem ini memakai sertifikat resmi. {NOTHING_SIGNED} "
    "Hubungi pengelola sistem."
)
REAL = (
    f"Yang menjawab di alamat server BSrE bukan simulasi, padahal sistem ini hanya untuk mencoba. {NOTHING_SIGNED} "
    "Hubungi pengelola sistem."
)
CREDENTIALS = (
    f"Server BSrE menolak nama atau kata sandi aplikasi ini. {NOTHING_SIGNED} Pengelola sistem perlu memeriksa "
    "SILASTRI_BSRE_USER dan SILASTRI_BSRE_PASSWORD."
)
STRANGE = (
    f"Yang menjawab di alamat server BSrE bukan eSign Client Service. {NOTHING_SIGNED} Pengelola sistem perlu "
    "memeriksa SILASTRI_BSRE_URL."
)
REFUSED = f"Server BSrE menolak permintaan tanda tangan ini. {NOTHING_SIGNED} Hubungi pengelola sistem."
_VERIFIER = "petugas verifikator BSrE di daerah Anda"

_WORDS = {
    "NOT_REGISTERED": f"NIK Anda belum terdaftar di BSrE. Daftar lewat {_VERIFIER}.",
    "NO_CERTIFICATE": f"Anda belum punya sertifikat elektronik BSrE. Ajukan lewat {_VERIFIER}.",
    "EXPIRED": f"Masa berlaku sertifikat elektronik Anda sudah habis. Ajukan yang baru lewat {_VERIFIER}.",
    "RENEW": "Sertifikat elektronik Anda sedang diperbarui. Selesaikan pembaruannya di BSrE dulu.",
    "WAITING_FOR_VERIFICATION": f"Pendaftaran Anda di BSrE masih menunggu diperiksa. Tanyakan kepada {_VERIFIER}.",
    "NEW": "Pendaftaran Anda di BSrE belum selesai. Ikuti petunjuk di pos-el dari BSrE.",
    "SUSPEND": f"Sertifikat elektronik Anda sedang dibekukan. Hubungi {_VERIFIER}.",
    "REVOKE": f"Sertifikat elektronik Anda sudah dicabut. Ajukan yang baru lewat {_VERIFIER}.",
}
_WRONG_PASSPHRASE = "2031"
_CODES = {
    "2011": _WORDS["NOT_REGISTERED"],
    "2021": _WORDS["NO_CERTIFICATE"],
    _WRONG_PASSPHRASE: "Frasa sandi salah.",
}
ACTIVE_CODE, ACTIVE_WORD = "1111", "ISSUE"


def said(content: bytes) -> dict[str, Any]:
    """The object in an answer; empty when there is none."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def code(answer: dict[str, Any]) -> str:
    """The vendor's four digits: some builds send them at the end of ``error``, others in ``status_code``."""
    text = answer.get("error") or answer.get("message")
    ends = re.search(r"(?<!\d)(\d{4})\W*$", text) if isinstance(text, str) else None
    candidates = [ends[1] if ends else "", str(answer.get("status_code", ""))]
    found = [code for code in candidates if re.fullmatch(r"\d{4}", code)]
    return next((code for code in found if code in _CODES), found[-1] if found else "")


def refusal(answer: dict[str, Any]) -> str:
    """Why nothing was or can be signed; empty if the answer says so in no words that we know."""
    found = _CODES.get(code(answer)) or _WORDS.get(word(answer))
    return f"{found} {NOTHING_SIGNED}" if found else ""


def is_wrong_passphrase(answer: dict[str, Any]) -> bool:
    return code(answer) == _WRONG_PASSPHRASE


def is_active(answer: dict[str, Any]) -> bool:
    """Whether the service says that a person may sign; it also answers 200 for those who may not."""
    return word(answer) == ACTIVE_WORD or (code(answer) == ACTIVE_CODE and word(answer) not in _WORDS)


def word(answer: dict[str, Any]) -> str:
    return str(answer.get("status", "")).upper()


def of_state(state: str) -> str:
    """The sentence for a state. Of an unknown state we only say that it does not allow signing."""
    which = f" ({state})" if state else ""
    return f"Sertifikat Anda di BSrE belum bisa dipakai untuk tanda tangan{which}. {NOTHING_SIGNED}"
