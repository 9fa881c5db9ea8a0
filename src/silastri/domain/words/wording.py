"""What people are told by message: short, kind, and without any private fact (a message leaves the country)."""

from datetime import date, datetime, tzinfo
from itertools import groupby

from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.office import WEEKDAYS, Office
from silastri.domain.number import rupiah as rupiah

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def day(moment: datetime, zone: tzinfo) -> str:
    """Jumat, 20 November 2026"""
    here = moment.astimezone(zone)
    return f"{_DAYS[here.weekday()]}, {long_date(here)}"


def moment(moment: datetime, zone: tzinfo) -> str:
    """Jumat, 20 November 2026 pukul 16.00"""
    return f"{day(moment, zone)} pukul {moment.astimezone(zone):%H.%M}"


def activation(name: str, link: str) -> str:
    return (
        f"Halo {name}. Ketuk tautan ini untuk mengaktifkan akun SILASTRI Anda:\n{link}\n"
        "Tautan berlaku 24 jam dan hanya bisa dipakai sekali. Jika Anda tidak mendaftar, abaikan pesan ini."
    )


def new_password(name: str, link: str) -> str:
    return (
        f"Halo {name}. Ketuk tautan ini untuk membuat kata sandi baru:\n{link}\n"
        "Tautan berlaku 24 jam dan hanya bisa dipakai sekali. Jika Anda tidak memintanya, abaikan pesan ini."
    )


def to_applicant(what: str, *, service: str, ref: str, then: str, link: str) -> str:
    """``what`` happened, what comes ``then``."""
    return "\n".join(filter(None, (f"{what}.", f"{service}", f"Nomor pendaftaran: {ref}", then, f"Lihat: {link}")))


def visit(*, service: str, ref: str, when: str, place: str, link: str) -> str:
    return "\n".join(
        (
            "Tim kami akan berkunjung.",
            service,
            f"Nomor pendaftaran: {ref}",
            f"Waktu: {when}",
            f"Tempat: {place}",
            f"Lihat: {link}",
        )
    )


def limit(*, service: str, ref: str, step: str, until: str, link: str) -> str:
    return "\n".join(
        (
            "Jangan sampai terlewat.",
            service,
            f"Nomor pendaftaran: {ref}",
            f"{step}: paling lambat {until}.",
            f"Lihat: {link}",
        )
    )


def to_officer(*, post: str, step: str, service: str, ref: str, due: str, link: str) -> str:
    return "\n".join(
        filter(
            None,
            (
                f"Berkas baru untuk {post}: {step}.",
                service,
                f"Nomor pendaftaran: {ref}",
                f"Batas waktu: {due}" if due else "",
                f"Buka: {link}",
            ),
        )
    )


def asked(*, office: str, service: str, ref: str, due: str, link: str) -> str:
    """To who is asked for his opinion; ``office`` asks, where he is not of it."""
    return "\n".join(
        filter(
            None,
            (
                f"{office} meminta pendapat Anda." if office else "Anda diminta pendapat.",
                service,
                f"Nomor pendaftaran: {ref}",
                f"Jawab paling lambat: {due}" if due else "",
                f"Buka dan jawab: {link}",
                "Tautan ini rahasia. Jangan diteruskan kepada orang lain." if office else "",
            ),
        )
    )


def opening_hours(office: Office) -> list[tuple[str, str]]:
    """Days with the same hours together: ("Senin-Kamis", "07.30-12.00, 13.00-16.00"), ("Sabtu-Minggu", "tutup")."""
    told = []
    for spans, group in groupby(WEEKDAYS, key=lambda day: office.hours.get(day) or ()):  # type: ignore[call-overload]
        days = [day.capitalize() for day in group]
        hours = ", ".join(f"{opens:%H.%M}-{closes:%H.%M}" for opens, closes in spans)
        told.append((days[0] if len(days) == 1 else f"{days[0]}-{days[-1]}", hours or "tutup"))
    return told


def renewal_reminder(*, letter: str, number: str, ends: date, then: str, link: str) -> str:
    about = f"{letter} Anda nomor {number} berlaku sampai {long_date(ends)}."
    return "\n".join((about, then, f"Lihat: {link}"))


def duty_reminder(*, label: str, letter: str, number: str, due: date, late: bool, link: str) -> str:
    when = f"seharusnya sudah ada pada {long_date(due)}" if late else f"ditunggu paling lambat {long_date(due)}"
    return "\n".join((f"{label} {when}.", f"{letter} nomor {number}", f"Lihat: {link}"))


def duty_handed_in(*, label: str, letter: str, ref: str, link: str) -> str:
    return "\n".join((f"{label} baru diserahkan.", f"Surat: {letter}", f"Nomor pendaftaran: {ref}", f"Buka: {link}"))


def archive_proposal(*, what: str, count: int, link: str) -> str:
    return "\n".join((f"{what}: {count} arsip menunggu persetujuan Anda.", f"Periksa: {link}"))


def revoked(*, letter: str, number: str, since: date, ground: str, office: str, object_until: date, link: str) -> str:
    return "\n".join(
        (
            f"{letter} Anda nomor {number} dicabut mulai {long_date(since)}.",
            f"Alasan: {ground}. Alasan lengkapnya ada di halaman surat Anda.",
            f"Bila keberatan, tulis surat keberatan kepada {office} paling lambat {long_date(object_until)}.",
            f"Lihat: {link}",
        )
    )


def revocation_lifted(*, letter: str, number: str, link: str) -> str:
    return f"Pencabutan {letter} Anda nomor {number} sudah dibatalkan. Surat itu berlaku lagi.\nLihat: {link}"


def correction_begun(*, letter: str, number: str, link: str) -> str:
    return "\n".join(
        (
            f"Kami memperbaiki salah tulis di {letter} Anda nomor {number}.",
            "Surat lama tetap berlaku sampai surat penggantinya terbit. Anda tidak perlu berbuat apa-apa.",
            f"Lihat: {link}",
        )
    )
