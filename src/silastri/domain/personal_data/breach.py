"""What is done when personal data came into wrong hands (UU 27/2022 art. 46), and what those concerned are told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    title: str
    help: str
    has_text: bool = True


STEPS = {
    "contain": Step("Hentikan dan amankan", "Cabut akses, keluarkan sesi, ganti sandi, amankan catatan."),
    "people": Step("Siapa yang terkena", "Susun daftarnya dari log akses, lalu periksa."),
    "data": Step("Data apa, kapan, bagaimana", "Isi tiga butir pemberitahuan di bawah."),
    "agency": Step("Beri tahu lembaga", "Kirim pemberitahuan tertulis ke lembaga pelindungan data pribadi."),
    "subjects": Step("Beri tahu pemilik data", "Kirim pesan kepada semua orang di daftar."),
    "lessons": Step("Pelajaran", "Apa sebabnya, dan apa yang diubah supaya tidak terulang."),
}
# What a notice must say, letters a to c of art. 46.
PARTS = {
    "data": "Data pribadi yang terungkap",
    "how": "Kapan dan bagaimana data terungkap",
    "handling": "Upaya penanganan dan pemulihan oleh kantor",
}


def lacking(done: Collection[str], told: Mapping[str, str]) -> list[str]:
    """What stands in the way of closing it."""
    parts = [title for key, title in PARTS.items() if not told.get(key)]
    return parts + [step.title for key, step in STEPS.items() if key not in done]


def notice(office: str, told: Mapping[str, str], contact: str) -> list[str]:
    """To those concerned, paragraph by paragraph."""
    return [
        f"{office} memberitahukan bahwa terjadi kegagalan pelindungan data pribadi yang menyangkut data Anda.",
        *(f"{title}: {told.get(key) or 'belum diisi'}" for key, title in PARTS.items()),
        f"Yang dapat dihubungi: {contact}.",
        "Berhati-hatilah bila ada yang menghubungi Anda dengan data itu. Jangan beri tahu kode atau kata sandi.",
    ]
