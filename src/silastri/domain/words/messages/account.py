"""Messages about an account."""

from dataclasses import dataclass

from .template import Template

_ONCE = "Tautan berlaku 24 jam dan hanya bisa dipakai sekali."


@dataclass(frozen=True, kw_only=True)
class Activation(Template):
    key = "activation"
    name: str

    def text(self) -> str:
        return (
            f"Halo {self.name}. Ketuk tautan ini untuk mengaktifkan akun SILASTRI Anda:\n{self.link}\n"
            f"{_ONCE} Jika Anda tidak mendaftar, abaikan pesan ini."
        )


@dataclass(frozen=True, kw_only=True)
class NewPassword(Template):
    key = "new_password"
    name: str

    def text(self) -> str:
        return (
            f"Halo {self.name}. Ketuk tautan ini untuk membuat kata sandi baru:\n{self.link}\n"
            f"{_ONCE} Jika Anda tidak memintanya, abaikan pesan ini."
        )
