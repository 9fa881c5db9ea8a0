"""Messages about an account."""

from dataclasses import dataclass

from .template import Purpose, Template

_ONCE = "Tautan berlaku 24 jam dan hanya bisa dipakai sekali."


@dataclass(frozen=True, kw_only=True)
class Activation(Template):
    """It says nothing that the one who registered typed: anybody can have it sent to any number."""

    key = "activation"
    pattern = (
        "Nomor ini didaftarkan di SILASTRI. Ketuk tautan ini untuk mengaktifkan akun Anda:\n{link}\n"
        f"{_ONCE} Jika Anda tidak mendaftar, abaikan pesan ini."
    )
    purpose = Purpose.ASKED
    is_secret = True


@dataclass(frozen=True, kw_only=True)
class HasAccount(Template):
    """Comes in the place of the activation: the page says the same for every number, only its owner learns more."""

    key = "has_account"
    pattern = (
        "Nomor ini didaftarkan lagi di SILASTRI, padahal sudah punya akun. Masuk di sini:\n{link}\n"
        "Lupa kata sandi? Minta yang baru di halaman itu. Jika Anda tidak mendaftar, abaikan pesan ini."
    )
    purpose = Purpose.ASKED


@dataclass(frozen=True, kw_only=True)
class NoAccount(Template):
    """Comes in the place of a new password."""

    key = "no_account"
    pattern = (
        "Ada yang meminta kata sandi baru untuk nomor ini, tetapi nomor ini belum punya akun SILASTRI. "
        "Daftar di sini:\n{link}\nJika Anda tidak memintanya, abaikan pesan ini."
    )
    purpose = Purpose.ASKED


@dataclass(frozen=True, kw_only=True)
class NewNumber(Template):
    key = "new_number"
    pattern = (
        "Pakai nomor ini untuk akun SILASTRI Anda? Ketuk tautan ini:\n{link}\n"
        f"{_ONCE} Jika Anda tidak memintanya, abaikan pesan ini."
    )
    purpose = Purpose.ASKED


@dataclass(frozen=True, kw_only=True)
class NumberChanged(Template):
    """To the number that was: whoever holds it may not be the one who changed it."""

    key = "number_changed"
    pattern = (
        "Nomor WhatsApp akun SILASTRI Anda diganti menjadi {number}. Kabar berikutnya dikirim ke sana.\n"
        "Jika bukan Anda yang menggantinya, segera hubungi kantor:\n{link}"
    )
    purpose = Purpose.ASKED
    number: str  # the new one, its middle hidden


@dataclass(frozen=True, kw_only=True)
class NameMended(Template):
    key = "name_mended"
    pattern = "Nama di akun SILASTRI Anda dibetulkan petugas loket menurut KTP. Lihat di sini:\n{link}"


@dataclass(frozen=True, kw_only=True)
class NikReleased(Template):
    key = "nik_released"
    pattern = (
        "NIK di akun SILASTRI Anda dilepas, karena pemilik NIK itu menunjukkan KTP di loket. "
        "Akun Anda tetap ada:\n{link}\nJika itu NIK Anda, datang ke loket dengan membawa KTP."
    )


@dataclass(frozen=True, kw_only=True)
class NewPassword(Template):
    key = "new_password"
    pattern = (
        "Ketuk tautan ini untuk membuat kata sandi SILASTRI yang baru:\n{link}\n"
        f"{_ONCE} Jika Anda tidak memintanya, abaikan pesan ini."
    )
    purpose = Purpose.ASKED
    is_secret = True
