"""Messages about an account."""

from dataclasses import dataclass

from .template import Template

_ONCE = "Tautan berlaku 24 jam dan hanya bisa dipakai sekali."


@dataclass(frozen=True, kw_only=True)
class Activation(Template):
    """It says nothing that the one who registered typed: anybody can have it sent to any number."""

    key = "activation"
    is_secret = True

    def text(self) -> str:
        return (
            f"Nomor ini didaftarkan di SILASTRI. Ketuk tautan ini untuk mengaktifkan akun Anda:\n{self.link}\n"
            f"{_ONCE} Jika Anda tidak mendaftar, abaikan pesan ini."
        )


@dataclass(frozen=True, kw_only=True)
class HasAccount(Template):
    """Comes in the place of the activation: the page says the same for every number, only its owner learns more."""

    key = "has_account"

    def text(self) -> str:
        return (
            f"Nomor ini didaftarkan lagi di SILASTRI, padahal sudah punya akun. Masuk di sini:\n{self.link}\n"
            "Lupa kata sandi? Minta yang baru di halaman itu. Jika Anda tidak mendaftar, abaikan pesan ini."
        )


@dataclass(frozen=True, kw_only=True)
class NoAccount(Template):
    """Comes in the place of a new password."""

    key = "no_account"

    def text(self) -> str:
        return (
            f"Ada yang meminta kata sandi baru untuk nomor ini, tetapi nomor ini belum punya akun SILASTRI. "
            f"Daftar di sini:\n{self.link}\nJika Anda tidak memintanya, abaikan pesan ini."
        )


@dataclass(frozen=True, kw_only=True)
class NewNumber(Template):
    key = "new_number"

    def text(self) -> str:
        return (
            f"Pakai nomor ini untuk akun SILASTRI Anda? Ketuk tautan ini:\n{self.link}\n"
            f"{_ONCE} Jika Anda tidak memintanya, abaikan pesan ini."
        )


@dataclass(frozen=True, kw_only=True)
class NumberChanged(Template):
    """To the number that was: whoever holds it may not be the one who changed it."""

    key = "number_changed"
    number: str  # the new one, its middle hidden

    def text(self) -> str:
        return (
            f"Nomor WhatsApp akun SILASTRI Anda diganti menjadi {self.number}. Kabar berikutnya dikirim ke sana.\n"
            f"Jika bukan Anda yang menggantinya, segera hubungi kantor:\n{self.link}"
        )


@dataclass(frozen=True, kw_only=True)
class NameMended(Template):
    key = "name_mended"

    def text(self) -> str:
        return f"Nama di akun SILASTRI Anda dibetulkan petugas loket menurut KTP. Lihat di sini:\n{self.link}"


@dataclass(frozen=True, kw_only=True)
class NikReleased(Template):
    key = "nik_released"

    def text(self) -> str:
        return (
            "NIK di akun SILASTRI Anda dilepas, karena pemilik NIK itu menunjukkan KTP di loket. "
            f"Akun Anda tetap ada:\n{self.link}\nJika itu NIK Anda, datang ke loket dengan membawa KTP."
        )


@dataclass(frozen=True, kw_only=True)
class NewPassword(Template):
    key = "new_password"
    is_secret = True

    def text(self) -> str:
        return (
            f"Ketuk tautan ini untuk membuat kata sandi SILASTRI yang baru:\n{self.link}\n"
            f"{_ONCE} Jika Anda tidak memintanya, abaikan pesan ini."
        )
