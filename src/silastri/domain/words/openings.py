"""Why personal data were opened, in the words that their owner reads."""

from collections.abc import Mapping
from typing import Any

REASONS = {
    "audit": "Pemeriksaan atau audit",
    "complaint": "Mengurus pengaduan",
    "owner": "Diminta pemilik data",
    "help": "Membantu petugas lain",
    "law": "Diminta penegak hukum atau pengadilan",
    "other": "Lainnya",
}
_BASIS = {
    "task": "Sedang mengerjakan permohonan Anda",
    "service": "Bertugas di layanan ini",
    "nik": "Mencari dengan NIK Anda",
    "asked": "Dimintai pendapat tentang permohonan Anda",
    "list": "Mengunduh daftar yang memuat data Anda",
}


def why(detail: Mapping[str, Any]) -> str:
    """In a sentence: the reason that was given, else what the work was."""
    basis, reason = _BASIS.get(str(detail.get("basis") or ""), ""), str(detail.get("reason") or "")
    if reason:
        return f"{basis}: {reason}" if detail.get("basis") == "nik" else reason
    return basis or "Bertugas di kantor ini"


def reason(key: str, more: str) -> str:
    """As it is kept: the choice, and what was written beside it."""
    chosen = REASONS.get(key, "")
    if key == "other":
        return more or chosen
    return f"{chosen}: {more}" if more else chosen
