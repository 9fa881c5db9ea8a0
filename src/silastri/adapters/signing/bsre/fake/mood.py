"""The ways in which the fake service can be told to behave."""

from dataclasses import dataclass

from silastri.domain.number import is_digits
from silastri.domain.refusal import NotFit

SIGN, ALL = "tanda-tangan", "semua"
NORMAL = "normal"

# Shown on the page and in the help of the command.
MOODS = {
    NORMAL: "menjawab seperti biasa",
    "lambat": "menjawab setelah beberapa detik",
    "mati": "tidak menerima sambungan sama sekali",
    "diam": "menandatangani, lalu tidak pernah menjawab",
    "putus": "menandatangani, lalu memutus sambungan di tengah jawaban",
    "hilang": "memutus sambungan tanpa menandatangani dan tanpa menjawab",
    "kacau": "menjawab 200 dengan halaman yang bukan jawaban",
    "kosong": "menjawab 200 tanpa berkas",
    "mentah": "mengembalikan surat tanpa tanda tangan",
    "rusak": "mengembalikan surat yang berubah setelah ditandatangani",
    "lain": "mengembalikan surat lain yang bertanda tangan",
    "kode-2011": "pengguna tidak terdaftar",
    "kode-2021": "pengguna tidak punya sertifikat",
    "kode-2031": "frasa sandi salah",
    "kode-2041": "ditolak dengan kode yang artinya tidak jelas",
    "kode200-2031": "frasa sandi salah, dengan status HTTP 200",
    "status-EXPIRED": "sertifikat habis masa berlakunya",
    "status-RENEW": "sertifikat sedang diperbarui",
    "status-WAITING_FOR_VERIFICATION": "pendaftaran menunggu verifikasi",
    "status-NEW": "pendaftaran belum selesai",
    "status-NO_CERTIFICATE": "tidak punya sertifikat",
    "status-NOT_REGISTERED": "tidak terdaftar",
    "status-SUSPEND": "sertifikat dibekukan",
    "status-REVOKE": "sertifikat dicabut",
    "http-302": "mengalihkan ke alamat lain",
    "http-400": "menolak tanpa kode",
    "http-401": "menolak nama atau kata sandi aplikasi",
    "http-404": "tidak mengenal alamatnya",
    "http-500": "galat di server",
    "http-503": "server kelebihan beban",
}


@dataclass(frozen=True, slots=True)
class Mood:
    """``times``: for how many requests; 0 means until it is set again. ``where``: for signing, or for every request."""

    name: str = NORMAL
    where: str = SIGN
    times: int = 0
    seconds: float = 5

    def __post_init__(self) -> None:
        """Raises NotFit."""
        if self.name not in MOODS:
            raise NotFit(f"Tidak ada tingkah '{self.name}'. Pilihannya: {', '.join(MOODS)}.")
        if self.where not in (SIGN, ALL) or self.times < 0 or not 0 <= self.seconds <= 600:
            raise NotFit("Isi 'where' dengan tanda-tangan atau semua, dan detik antara 0 dan 600.")

    @property
    def number(self) -> int:
        """The number in ``kode-2031`` or ``http-500``; 0 for other names."""
        end = self.name.rpartition("-")[2]
        return int(end) if is_digits(end) else 0

    @property
    def word(self) -> str:
        """The word in ``status-EXPIRED``; empty for other names."""
        return self.name.removeprefix("status-") if self.name.startswith("status-") else ""

    def is_for(self, call: str) -> bool:
        """Whether it applies to that call. The state of a certificate is also asked before signing."""
        return call == SIGN or self.where == ALL or (call == "status" and bool(self.word))
