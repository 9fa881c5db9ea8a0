"""The result of checking a letter, in plain words: first what everybody wants to know, then details for experts."""

from datetime import datetime, tzinfo

from silastri.adapters.signing.port import CertificateRevocation, Finding, Level, Verdict
from silastri.domain.definition.letter_text import long_date

Rows = list[tuple[str, str]]

GENUINE = "Surat ini asli: tercatat di buku register kami dan tidak diubah sejak ditandatangani."
ADDED = "Surat ini asli. Sesudah terbit hanya ditambahkan bukti tanda tangan; isinya tidak berubah."
NOT_OURS = (
    "Tanda tangannya sah, tetapi berkas ini tidak ada di buku register kami. Jangan dianggap surat dari kantor ini. "
    "Minta berkas aslinya, atau tanyakan kepada kantor yang menerbitkan."
)
OTHER_SIGNER = "Tanda tangannya sah, tetapi bukan dari pejabat yang tercatat di buku register. Jangan dipercaya."
UNASKED = "Tanda tangannya sah, tetapi buku register tidak dapat ditanya dari sini. Belum pasti surat ini asli."

_LEVELS = {
    Level.B_B: "B-B: membuktikan siapa yang menandatangani dan bahwa isinya utuh",
    Level.B_T: "B-T: juga membuktikan kapan, dengan stempel waktu dari pihak ketiga",
    Level.B_LT: "B-LT: bukti waktu dan bukti sertifikatnya ikut di dalam berkas",
    Level.B_LTA: "B-LTA: semua bukti ikut dan dikunci stempel waktu, sehingga tahan bertahun-tahun",
}


def rows(verdict: Verdict, zone: tzinfo) -> Rows:
    """Label and value; none for what carries no signature of ours."""
    told = [("Perubahan", " ".join(verdict.changes))]
    if verdict.chain or verdict.finding is Finding.GENUINE:
        told = [
            ("Nomor surat", verdict.number),
            ("Penanda tangan", verdict.signer),
            ("Waktu tanda tangan", _when(verdict, zone)),
        ]
    if verdict.chain:
        told.append(("Perubahan", " ".join(verdict.changes) or "Tidak ada sejak ditandatangani"))
    return [(label, value) for label, value in told if value]


def technical(verdict: Verdict, sha256: str, zone: tzinfo) -> Rows:
    proves = [("Sertifikat", _chain(verdict))] if verdict.chain else []
    if verdict.chain and verdict.finding is not Finding.CHANGED:  # in a changed file the other facts prove nothing
        proves += [
            ("Pencabutan", _revocation(verdict, zone)),
            ("Tingkat", _LEVELS[verdict.level] if verdict.level else "Bukan PAdES: tanda tangan PDF jenis lama"),
        ]
    certificates = [
        (
            f"Sertifikat {number}",
            f"{one.name}; penerbit {one.issuer}; nomor seri {one.serial}; "
            f"{_day(one.since, zone)} sampai {_day(one.until, zone)}; "
            + ("berlaku saat tanda tangan" if one.held_then else "tidak berlaku saat tanda tangan"),
        )
        for number, one in enumerate(verdict.chain, start=1)
    ]
    archived = [
        (f"Stempel waktu arsip {number}", f"{moment(one.at, zone)}, {one.authority}")
        for number, one in enumerate(verdict.archived, start=1)
    ]
    algorithm = [("Algoritme", verdict.algorithm)] if verdict.algorithm else []
    return [*proves, *algorithm, *certificates, *archived, ("SHA-256 berkas", sha256)]


def moment(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{long_date(local)} pukul {local:%H.%M.%S} {local.tzname()}"


def _when(verdict: Verdict, zone: tzinfo) -> str:
    if verdict.signed_at is None:
        return ""
    if verdict.stamp:
        return f"{moment(verdict.signed_at, zone)}, menurut {verdict.stamp.authority}"
    clock = ", menurut jam komputer penanda tangan" if verdict.chain else ""
    return f"{moment(verdict.signed_at, zone)}{clock}"


def _chain(verdict: Verdict) -> str:
    signer, *above = verdict.chain
    under = f", di bawah {above[-1].name}" if len(above) > 1 else ""
    return f"Diterbitkan oleh {signer.issuer}{under}"


def _revocation(verdict: Verdict, zone: tzinfo) -> str:
    if verdict.revocation is CertificateRevocation.GOOD:
        return "Tidak dicabut, menurut penerbitnya"
    if verdict.revocation is CertificateRevocation.UNKNOWN or verdict.revoked_at is None:
        return "Tidak diketahui: tidak ada kabar dari penerbitnya"
    since = f"Dicabut sejak {moment(verdict.revoked_at, zone)}"
    return f"{since}; surat ini ditandatangani sebelumnya" if verdict.finding is Finding.GENUINE else since


def _day(at: datetime, zone: tzinfo) -> str:
    return long_date(at.astimezone(zone))
