"""Messages about an account."""

from dataclasses import dataclass

from .template import Purpose, Template

_ONCE = "Tautan berlaku 24 jam dan hanya bisa dipakai sekali."

_SECRET = "Jangan beri tahu kode ini kepada siapa pun, juga petugas."


@dataclass(frozen=True, kw_only=True)
class _Account(Template):
    """An account belongs to no office: its messages are the same everywhere."""

    is_of_office = False


@dataclass(frozen=True, kw_only=True)
class Activation(_Account):
    """It says nothing that the one who registered typed: anybody can have it sent to any number."""

    key = "activation"
    pattern = (
        "Nomor ini didaftarkan di SILASTRI. Ketuk tautan ini untuk mengaktifkan akun Anda:\n{link}\n"
        f"{_ONCE} Jika Anda tidak mendaftar, abaikan pesan ini."
    )
    purpose = Purpose.ASKED
    is_secret = True


@dataclass(frozen=True, kw_only=True)
class ActivationCode(_Account):
    """The same with six digits, for the page on which somebody registered. Never an answer in a chat: who registers
    the number of another and has him write to us must not be able to ask him for them."""

    key = "activation_code"
    pattern = (
        "Kode SILASTRI Anda: {code}\n"
        "Ketik di halaman pendaftaran dalam 10 menit, atau ketuk tautan ini untuk mengaktifkan akun:\n{link}\n"
        f"{_ONCE} {_SECRET} Jika Anda tidak mendaftar, abaikan pesan ini."
    )
    purpose = Purpose.ASKED
    is_secret = True
    code: str


@dataclass(frozen=True, kw_only=True)
class NotProved(_Account):
    """In a chat, to somebody whose message proves no number."""

    key = "not_proved"
    pattern = (
        "Pesan ini belum membuktikan nomor yang didaftarkan: nomornya lain atau tidak tampak bagi kami, "
        "atau pendaftarannya sudah terlalu lama.\n"
        "Ketik kode 6 angka dari pesan kami di halaman pendaftaran. Belum punya kode? Daftar lagi di sini:\n{link}"
    )
    purpose = Purpose.ASKED


@dataclass(frozen=True, kw_only=True)
class HasAccount(_Account):
    """Comes in the place of the activation: the page says the same for every number, only its owner learns more."""

    key = "has_account"
    pattern = (
        "Nomor ini didaftarkan lagi di SILASTRI, padahal sudah punya akun. Masuk di sini:\n{link}\n"
        "Lupa kata sandi? Minta yang baru di halaman itu. Jika Anda tidak mendaftar, abaikan pesan ini."
    )
    purpose = Purpose.ASKED


@dataclass(frozen=True, kw_only=True)
class NoAccount(_Account):
    """Comes in the place of a new password."""

    key = "no_account"
    pattern = (
        "Ada yang meminta kata sandi baru untuk nomor ini, tetapi nomor ini belum punya akun SILASTRI. "
        "Daftar di sini:\n{link}\nJika Anda tidak memintanya, abaikan pesan ini."
    )
    purpose = Purpose.ASKED


@dataclass(frozen=True, kw_only=True)
class NewNumber(_Account):
    key = "new_number"
    pattern = (
        "Pakai nomor ini untuk akun SILASTRI Anda? Ketuk tautan ini:\n{link}\n"
        f"{_ONCE} Jika Anda tidak memintanya, abaikan pesan ini."
    )
    purpose = Purpose.ASKED


@dataclass(frozen=True, kw_only=True)
class NewNumberLater(_Account):
    """The same, from the counter: an identity card was seen, but nobody has read at the old number yet."""

    key = "new_number_later"
    pattern = (
        "Petugas loket mencatat nomor ini untuk akun SILASTRI Anda. Ketuk tautan ini setelah 24 jam:\n{link}\n"
        "Masih memegang nomor lama? Ketuk sekarang, lalu ketik kode yang kami kirim ke sana. "
        "Tautan berlaku 7 hari. Jika Anda tidak memintanya, abaikan pesan ini."
    )
    purpose = Purpose.ASKED


@dataclass(frozen=True, kw_only=True)
class NumberAsked(_Account):
    """To the number that is, before anything changes: the card that the counter saw may be a false one."""

    key = "number_asked"
    pattern = (
        "Petugas loket melihat KTP dan mencatat nomor {number} untuk akun SILASTRI Anda. "
        "Nomor itu bisa dipakai 24 jam setelah pesan ini.\n"
        "Jika bukan Anda yang meminta, ganti kata sandi sebelum itu. Nomornya lalu tidak jadi diganti:\n{link}"
    )
    number: str  # the new one, its middle hidden


@dataclass(frozen=True, kw_only=True)
class OldNumberCode(_Account):
    """To the number that is: whoever asked for another must still read here, or come to the counter."""

    key = "old_number_code"
    pattern = (
        "Kode SILASTRI Anda: {code}\n"
        "Ketik di halaman nomor baru, yang tautannya kami kirim ke nomor baru itu.\n"
        f"{_SECRET} Jika Anda tidak mengganti nomor, segera ganti kata sandi di sini:\n{{link}}"
    )
    purpose = Purpose.ASKED
    is_secret = True
    code: str


@dataclass(frozen=True, kw_only=True)
class NumberChanged(_Account):
    """To the number that was: whoever holds it may not be the one who changed it."""

    key = "number_changed"
    pattern = (
        "Nomor WhatsApp akun SILASTRI Anda diganti menjadi {number}. Kabar berikutnya dikirim ke sana.\n"
        "Jika bukan Anda yang menggantinya, segera hubungi kantor:\n{link}"
    )
    purpose = Purpose.ASKED
    number: str  # the new one, its middle hidden


@dataclass(frozen=True, kw_only=True)
class AccountChanged(_Account):
    """To the owner, whenever something changed that opens the account."""

    key = "account_changed"
    pattern = (
        "Akun SILASTRI Anda: {what}.\n"
        "Jika bukan Anda, segera ganti kata sandi dan keluarkan semua perangkat di sini, lalu hubungi kantor:\n{link}"
    )
    what: str


@dataclass(frozen=True, kw_only=True)
class NameMended(_Account):
    key = "name_mended"
    pattern = "Nama di akun SILASTRI Anda dibetulkan petugas loket menurut KTP. Lihat di sini:\n{link}"


@dataclass(frozen=True, kw_only=True)
class NikReleased(_Account):
    key = "nik_released"
    pattern = (
        "NIK di akun SILASTRI Anda dilepas, karena pemilik NIK itu menunjukkan KTP di loket. "
        "Akun Anda tetap ada:\n{link}\nJika itu NIK Anda, datang ke loket dengan membawa KTP."
    )


@dataclass(frozen=True, kw_only=True)
class NewPassword(_Account):
    """As it was sent before it had a code."""

    key = "new_password"
    pattern = (
        "Ketuk tautan ini untuk membuat kata sandi SILASTRI yang baru:\n{link}\n"
        f"{_ONCE} Jika Anda tidak memintanya, abaikan pesan ini."
    )
    purpose = Purpose.ASKED
    is_secret = True


@dataclass(frozen=True, kw_only=True)
class PasswordCode(_Account):
    """The same with six digits, for the page on which it was asked for."""

    key = "password_code"
    pattern = (
        "Kode SILASTRI Anda: {code}\n"
        "Ketik di halaman tadi dalam 10 menit, atau ketuk tautan ini untuk membuat kata sandi yang baru:\n{link}\n"
        f"{_ONCE} {_SECRET} Jika Anda tidak memintanya, abaikan pesan ini."
    )
    purpose = Purpose.ASKED
    is_secret = True
    code: str
