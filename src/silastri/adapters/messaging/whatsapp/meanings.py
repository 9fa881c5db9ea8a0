"""What the error codes of Meta's Cloud API mean, for us and for whoever reads why a message did not go."""

from datetime import timedelta

from silastri.adapters.messaging.port import Away, Barred, TryAgain, WillNotWork

_NO_SUCH_OBJECT = 33  # the subcode of 100 where the address names a number or account that the token may not see
_WAITS = {
    4: timedelta(minutes=5),
    17: timedelta(minutes=5),
    32: timedelta(minutes=5),
    613: timedelta(minutes=5),
    80007: timedelta(minutes=5),
    80008: timedelta(minutes=5),
    130429: timedelta(seconds=10),
    131048: timedelta(hours=1),
    131064: timedelta(hours=1),
}
_PAIR, _PAIR_WAIT = 131056, timedelta(seconds=6)
_BUSY = "WhatsApp meminta pengiriman diperlambat."
_PAIR_BUSY = "Pesan sebelumnya ke nomor ini baru saja terkirim. Pesan ini menyusul."
_PASSING = {1, 2, 131000, 131016, 131057, 133004}
_TROUBLED = "WhatsApp sedang terganggu."
_UNKNOWN = "WhatsApp menolak dengan alasan yang belum dikenal."

_TOKEN = "Kunci WhatsApp kantor tidak berlaku lagi. Pengelola sistem perlu memasang kunci baru."
_RIGHTS = (
    "Kunci WhatsApp kantor tidak diberi hak mengirim pesan. Pengelola sistem perlu memeriksa hak kunci itu di Meta."
)
_BLOCKED = "Meta sedang menghentikan akun WhatsApp kantor. Pengelola sistem perlu memeriksa akun itu di Meta."
_UNPAID = "Tagihan WhatsApp kantor belum beres. Pengelola sistem perlu memeriksa pembayaran di Meta."
_UNREGISTERED = "Nomor WhatsApp kantor belum terdaftar di Meta. Pengelola sistem perlu mendaftarkannya."
_UNNAMED = "Nama tampilan nomor WhatsApp kantor belum disetujui Meta."
_COUNTRY = "Akun WhatsApp kantor tidak boleh mengirim ke negara nomor ini."
_BARRED = {
    0: _TOKEN,
    3: _RIGHTS,
    10: _RIGHTS,
    33: _UNREGISTERED,
    190: _TOKEN,
    368: _BLOCKED,
    130497: _COUNTRY,
    131005: _RIGHTS,
    131031: _BLOCKED,
    131037: _UNNAMED,
    131042: _UNPAID,
    131044: _UNPAID,
    131045: _UNREGISTERED,
    133010: _UNREGISTERED,
} | dict.fromkeys(range(200, 300), _RIGHTS)

_WRONG = "Isi pesan ini tidak diterima WhatsApp."
_NOT_REACHED = "Pesan tidak bisa sampai ke nomor ini. Mungkin nomor ini tidak memakai WhatsApp."
_HELD_BACK = "WhatsApp menahan pesan ini karena penerima sudah mendapat banyak pesan dari berbagai pihak."
_CLOSED = (
    "Penerima belum menulis dalam 24 jam terakhir, jadi hanya pesan dengan pola yang disetujui yang boleh dikirim."
)
_NEEDS_NUMBER = "Pesan berisi kode hanya dapat dikirim ke nomor telepon, dan nomor orang ini tidak diketahui."
_VALUES = "Isian pesan ini tidak cocok dengan pola pesan yang disetujui WhatsApp."
_WILL_NOT_WORK = {
    100: _WRONG,
    130472: _HELD_BACK,
    131008: _WRONG,
    131009: _WRONG,
    131021: "Pesan ini ditujukan ke nomor kantor sendiri.",
    131026: _NOT_REACHED,
    131030: "Nomor WhatsApp kantor masih nomor percobaan, dan nomor penerima belum didaftarkan di Meta.",
    131047: _CLOSED,
    131049: _HELD_BACK,
    131050: "Penerima memilih tidak menerima pesan seperti ini dari kantor.",
    131051: _WRONG,
    131062: _NEEDS_NUMBER,
    131063: "Pola pesan ini digolongkan Meta sebagai promosi, dan tidak dapat dikirim lewat jalur ini.",
    132000: _VALUES,
    132001: "Pola pesan ini belum ada di WhatsApp, atau belum disetujui.",
    132005: "Isian pesan ini terlalu panjang untuk pola pesannya.",
    132007: "Isi pola pesan ini melanggar aturan WhatsApp.",
    132008: _VALUES,
    132012: _VALUES,
    132015: "WhatsApp sedang menghentikan pola pesan ini untuk sementara.",
    132016: "WhatsApp sudah mematikan pola pesan ini.",
    132018: _VALUES,
    137000: _NOT_REACHED,
}
NEEDS_NUMBER = 131062  # a code went to somebody without a number


def meaning(code: int, subcode: int = 0, *, after: timedelta = timedelta()) -> TryAgain | WillNotWork:
    """The error that a code of Meta is. ``after`` is what the answer said about waiting, if it did."""
    said = str(code)
    if code in _WAITS:
        return Away(_told(_BUSY, code), code=said, after=max(after, _WAITS[code]))
    if code == _PAIR:
        return TryAgain(_told(_PAIR_BUSY, code), code=said, after=max(after, _PAIR_WAIT))
    if code in _BARRED or (code, subcode) == (100, _NO_SUCH_OBJECT):
        return Barred(_told(_BARRED.get(code, _UNREGISTERED), code), code=said, after=after)
    if code in _WILL_NOT_WORK:
        return WillNotWork(_told(_WILL_NOT_WORK[code], code), code=said)
    return TryAgain(_told(_TROUBLED if code in _PASSING else _UNKNOWN, code), code=said, after=after)


def _told(sentence: str, code: int) -> str:
    return f"{sentence} (kode {code})"
