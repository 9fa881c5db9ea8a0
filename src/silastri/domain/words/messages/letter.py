"""Messages about letters after their issue, their duties, and the archive."""

from dataclasses import dataclass
from datetime import date

from silastri.domain.definition.letter_text import long_date

from .template import Purpose, Template


@dataclass(frozen=True, kw_only=True)
class Renewal(Template):
    """To the holder of a letter that ends; ``then`` says what to do."""

    key = "renewal"
    needed = ("letter", "number", "ends", "then")
    pattern = "{letter} Anda nomor {number} berlaku sampai {ends}.\n{then}\nLihat: {link}"
    letter: str
    number: str
    ends: date
    then: str


@dataclass(frozen=True, kw_only=True)
class DutyDue(Template):
    key = "duty_due"
    needed = ("label", "when")
    pattern = "{label}: {when}.\n{letter} nomor {number}\nLihat: {link}"
    label: str
    letter: str
    number: str
    due: date
    late: bool

    def shown(self) -> dict[str, str]:
        due = long_date(self.due)
        when = f"seharusnya sudah ada pada {due}" if self.late else f"ditunggu paling lambat {due}"
        return super().shown() | {"when": when}


@dataclass(frozen=True, kw_only=True)
class DutyHandedIn(Template):
    """To who holds the post that looks at it; ``letter`` is the number of the letter."""

    key = "duty_handed_in"
    needed = ("label", "ref")
    pattern = "{label} baru diserahkan.\nSurat: {letter}\nNomor pendaftaran: {ref}\nBuka: {link}"
    purpose = Purpose.WORK
    label: str
    letter: str
    ref: str


@dataclass(frozen=True, kw_only=True)
class Revoked(Template):
    key = "revoked"
    needed = ("letter", "number", "since", "ground", "object_until")
    pattern = (
        "{letter} Anda nomor {number} dicabut mulai {since}.\n"
        "Alasan: {ground}. Alasan lengkapnya ada di halaman surat Anda.\n"
        "Bila keberatan, tulis surat keberatan kepada {office} paling lambat {object_until}.\n"
        "Lihat: {link}"
    )
    letter: str
    number: str
    since: date
    ground: str
    office: str
    object_until: date


@dataclass(frozen=True, kw_only=True)
class RevocationLifted(Template):
    key = "revocation_lifted"
    needed = ("letter", "number")
    pattern = "Pencabutan {letter} Anda nomor {number} sudah dibatalkan. Surat itu berlaku lagi.\nLihat: {link}"
    letter: str
    number: str


@dataclass(frozen=True, kw_only=True)
class CorrectionBegun(Template):
    key = "correction_begun"
    needed = ("letter", "number")
    pattern = (
        "Kami memperbaiki salah tulis di {letter} Anda nomor {number}.\n"
        "Surat lama tetap berlaku sampai surat penggantinya terbit. Anda tidak perlu berbuat apa-apa.\n"
        "Lihat: {link}"
    )
    letter: str
    number: str


@dataclass(frozen=True, kw_only=True)
class DisposalProposed(Template):
    """To who approves lists of the archive."""

    key = "disposal_proposed"
    needed = ("what", "count")
    pattern = "{what}: {count} arsip menunggu persetujuan Anda.\nPeriksa: {link}"
    purpose = Purpose.WORK
    what: str
    count: int
