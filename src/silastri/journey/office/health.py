"""Which services outside the office are there, and what that means for its work."""

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from silastri import adapters
from silastri.adapters import messaging
from silastri.adapters.signing import signing

from . import virus_check


class State(StrEnum):
    READY = "siap"
    MISSING = "belum diatur"
    PRETENDED = "simulasi"
    BROKEN = "terganggu"


@dataclass(frozen=True, slots=True)
class Service:
    name: str
    state: State
    meaning: str  # what people notice of it


_WITHOUT = {
    "payment": ("Pembayaran lewat internet", "Tagihan dibayar di loket dengan bukti."),
    "whatsapp": ("Pesan WhatsApp", "Pesan WhatsApp tetap disimpan dan belum dikirim."),
    "sms": ("Pesan SMS", "Pesan SMS tetap disimpan dan belum dikirim."),
    "email": ("Pos-el", "Pos-el tetap disimpan dan belum dikirim."),
}
_NO_BACKUP = Service(
    "Cadangan data", State.MISSING, "Data hanya ada di server ini. Bila server rusak, semuanya hilang."
)
_MEANS = {State.READY: "Dapat dipakai.", State.PRETENDED: "Hanya contoh. Tidak ada yang sungguh terjadi."}


def services() -> list[Service]:
    found = [_service(port, name, without) for port, (name, without) in _WITHOUT.items()]
    return [*found, _signing(), _antivirus()]


def channels() -> list[str]:
    """By which messages leave."""
    return messaging.channels()


def missing() -> list[Service]:
    found = [service for service in services() if service.state is State.MISSING]
    return found if settings.BACKUP.target or settings.PRETENDS else [*found, _NO_BACKUP]


def _service(port: str, name: str, without: str) -> Service:
    if not adapters.offered(port):
        return Service(name, State.MISSING, without)
    state = State.PRETENDED if adapters.get(port).is_simulated else State.READY
    return Service(name, state, _MEANS[state])


def _antivirus() -> Service:
    name = "Pemeriksa virus"
    if not adapters.offered("antivirus"):
        return Service(name, State.MISSING, "Berkas yang dikirim ditata ulang, tetapi tidak diperiksa virusnya.")
    if virus_check.trouble():
        return Service(name, State.BROKEN, "Berkas tidak diterima sampai ini dibereskan.")
    return _service("antivirus", name, "")


def _signing() -> Service:
    name, signer = "Tanda tangan elektronik", signing()
    if not signer.is_ready:
        return Service(name, State.MISSING, "Surat belum dapat ditandatangani secara elektronik.")
    state = State.PRETENDED if signer.is_demo else State.READY
    return Service(name, state, _MEANS[state])
