"""Messages about letters after their issue, their duties, and the archive."""

from dataclasses import dataclass
from datetime import date

from silastri.domain.definition.letter_text import long_date

from .template import Template, lines


@dataclass(frozen=True, kw_only=True)
class Renewal(Template):
    """To the holder of a letter that ends; ``then`` says what to do."""

    key = "renewal"
    letter: str
    number: str
    ends: date
    then: str

    def text(self) -> str:
        ends = f"{self.letter} Anda nomor {self.number} berlaku sampai {long_date(self.ends)}."
        return lines(ends, self.then, f"Lihat: {self.link}")


@dataclass(frozen=True, kw_only=True)
class DutyDue(Template):
    key = "duty_due"
    label: str
    letter: str
    number: str
    due: date
    late: bool

    def text(self) -> str:
        due = long_date(self.due)
        when = f"seharusnya sudah ada pada {due}" if self.late else f"ditunggu paling lambat {due}"
        return lines(f"{self.label} {when}.", f"{self.letter} nomor {self.number}", f"Lihat: {self.link}")


@dataclass(frozen=True, kw_only=True)
class DutyHandedIn(Template):
    """To who holds the post that looks at it; ``letter`` is the number of the letter."""

    key = "duty_handed_in"
    label: str
    letter: str
    ref: str

    def text(self) -> str:
        case = f"Nomor pendaftaran: {self.ref}"
        return lines(f"{self.label} baru diserahkan.", f"Surat: {self.letter}", case, f"Buka: {self.link}")


@dataclass(frozen=True, kw_only=True)
class Revoked(Template):
    key = "revoked"
    letter: str
    number: str
    since: date
    ground: str
    office: str
    object_until: date

    def text(self) -> str:
        until = long_date(self.object_until)
        return lines(
            f"{self.letter} Anda nomor {self.number} dicabut mulai {long_date(self.since)}.",
            f"Alasan: {self.ground}. Alasan lengkapnya ada di halaman surat Anda.",
            f"Bila keberatan, tulis surat keberatan kepada {self.office} paling lambat {until}.",
            f"Lihat: {self.link}",
        )


@dataclass(frozen=True, kw_only=True)
class RevocationLifted(Template):
    key = "revocation_lifted"
    letter: str
    number: str

    def text(self) -> str:
        lifted = f"Pencabutan {self.letter} Anda nomor {self.number} sudah dibatalkan. Surat itu berlaku lagi."
        return lines(lifted, f"Lihat: {self.link}")


@dataclass(frozen=True, kw_only=True)
class CorrectionBegun(Template):
    key = "correction_begun"
    letter: str
    number: str

    def text(self) -> str:
        return lines(
            f"Kami memperbaiki salah tulis di {self.letter} Anda nomor {self.number}.",
            "Surat lama tetap berlaku sampai surat penggantinya terbit. Anda tidak perlu berbuat apa-apa.",
            f"Lihat: {self.link}",
        )


@dataclass(frozen=True, kw_only=True)
class DisposalProposed(Template):
    """To who approves lists of the archive."""

    key = "disposal_proposed"
    what: str
    count: int

    def text(self) -> str:
        return lines(f"{self.what}: {self.count} arsip menunggu persetujuan Anda.", f"Periksa: {self.link}")
