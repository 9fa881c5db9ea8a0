"""Identity numbers: NIK, KK, NIP and telephone, each checked when it is read.

NIK: ``PPKKCC DDMMYY SSSS``, the region of first registration (Kemendagri codes), the day plus 40 for women. NIP of a
civil servant: ``YYYYMMDD YYYYMM S NNN`` (Perka BKN 22/2007); for PPPK digits 13 and 14 hold the contract.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

import phonenumbers

from .number import is_digits
from .visible import seen_number

Sex = Literal["L", "P"]

# Kemendagri codes of the 38 provinces. A NIK never uses the BPS codes, which differ.
PROVINCES = frozenset(
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 "
    "71 72 73 74 75 76 81 82 91 92 93 94 95 96".split()
)

_APPLIES_FROM = 10  # years; for younger children somebody else applies


class NotAnIdentity(ValueError):
    """The number cannot be right; the message is a sentence for the person who typed it."""


def _digits(text: str, count: int, name: str) -> str:
    digits = re.sub(r"[\s.\-\u2010-\u2015]", "", seen_number(text))
    if not is_digits(digits):
        raise NotAnIdentity(f"{name} hanya berisi angka.")
    if len(digits) != count:
        raise NotAnIdentity(f"{name} harus {count} angka; yang diisi {len(digits)} angka.")
    return digits


def _region(digits: str, name: str) -> None:
    if digits[:2] not in PROVINCES:
        raise NotAnIdentity(f"{name} tidak benar: dua angka pertama bukan kode provinsi. Periksa lagi.")


@dataclass(frozen=True, slots=True)
class Nik:
    digits: str
    births: tuple[date, ...]  # which its two digits of the year allow, the later first
    sex: Sex

    def __str__(self) -> str:
        return self.digits

    @property
    def born(self) -> date:
        """The later birth: of two people a hundred years apart, the one who is likelier alive."""
        return self.births[0]

    def born_to_apply(self, on: date) -> date:
        """The birth of somebody who applies on that day: of somebody 102 years old rather than of one who is two."""
        return next((born for born in self.births if on.year - born.year >= _APPLIES_FROM), self.born)

    @property
    def masked(self) -> str:
        return mask(self.digits)


def nik(text: str, today: date) -> Nik:
    """Reads a NIK; a birth after ``today`` is none. Raises NotAnIdentity."""
    digits = _digits(text, 16, "NIK")
    _region(digits, "NIK")
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    births = _births(day % 40 if day > 40 else day, month, year, today) if day != 80 else ()
    if not births or day > 71:
        raise NotAnIdentity("NIK tidak benar: tanggal lahir di dalamnya tidak ada. Periksa lagi.")
    if digits[12:] == "0000":
        raise NotAnIdentity("NIK tidak benar: empat angka terakhir tidak boleh 0000. Periksa lagi.")
    return Nik(digits, births, "P" if day > 40 else "L")


def _births(day: int, month: int, year: int, today: date) -> tuple[date, ...]:
    """The date in the 2000s and in the 1900s, where it exists and has come."""
    found = []
    for century in (2000, 1900):
        try:
            born = date(century + year, month, day)
        except ValueError:
            continue
        if born <= today:
            found.append(born)
    return tuple(found)


def family_card(text: str) -> str:
    """Reads a KK number: 16 digits and a region. Raises NotAnIdentity."""
    digits = _digits(text, 16, "Nomor KK")
    _region(digits, "Nomor KK")
    return digits


@dataclass(frozen=True, slots=True)
class Nip:
    digits: str
    born: date
    appointed: date | None  # the month of appointment; None where the number of a PPPK has none
    sex: Sex

    def __str__(self) -> str:
        d = self.digits
        return f"{d[:8]} {d[8:14]} {d[14]} {d[15:]}"


def nip(text: str) -> Nip:
    """Reads the NIP of a civil servant or the NI of a PPPK. Raises NotAnIdentity."""
    digits = _digits(text, 18, "NIP")
    try:
        born = date.fromisoformat(f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}")
    except ValueError:
        raise NotAnIdentity("NIP tidak benar: tanggal lahir di dalamnya tidak ada.") from None
    month = int(digits[12:14])
    # PPPK: two digits of the contract (21 and up) take the place of the month.
    if not (1 <= month <= 12 or month > 20):
        raise NotAnIdentity("NIP tidak benar: bulan pengangkatan di dalamnya tidak ada.")
    if digits[14] not in "12":
        raise NotAnIdentity("NIP tidak benar: angka ke-15 harus 1 (pria) atau 2 (wanita).")
    appointed = date(int(digits[8:12]), month, 1) if month <= 12 else None
    return Nip(digits, born, appointed, "L" if digits[14] == "1" else "P")


@dataclass(frozen=True, slots=True)
class Phone:
    e164: str
    is_mobile: bool

    def __str__(self) -> str:
        return self.e164

    @property
    def local(self) -> str:
        """The number as Indonesians write it: 0812-3456-7890."""
        number = "0" + self.e164.removeprefix("+62") if self.e164.startswith("+62") else self.e164
        return "-".join(filter(None, (number[:4], number[4:8], number[8:])))

    @property
    def masked(self) -> str:
        local = self.local.replace("-", "")
        return f"{local[:4]}-xxxx-{local[-3:]}"


def phone(text: str) -> Phone:
    """Reads a telephone number as Indonesians write it. Raises NotAnIdentity."""
    typed = re.sub(r"[^\d+]", "", text)
    if typed.startswith("62"):
        typed = "+" + typed
    try:
        number = phonenumbers.parse(typed, "ID")
    except phonenumbers.NumberParseException:
        raise NotAnIdentity("Nomor telepon tidak benar. Contoh: 0812 3456 7890.") from None
    if not phonenumbers.is_valid_number(number):
        raise NotAnIdentity("Nomor telepon tidak benar. Contoh: 0812 3456 7890.")
    kind = phonenumbers.number_type(number)
    mobile = kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    return Phone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), mobile)


def whatsapp(text: str) -> Phone:
    """Reads a number that WhatsApp can reach. Raises NotAnIdentity."""
    number = phone(text)
    if not number.is_mobile:
        raise NotAnIdentity("Nomor ini telepon rumah atau kantor. Isi nomor HP yang punya WhatsApp.")
    return number


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")


def is_email(text: str) -> bool:
    return len(text) <= 254 and _EMAIL.fullmatch(text.strip()) is not None


def mask(digits: str) -> str:
    """Hides the middle of a NIK or KK number: 1407********0001."""
    return digits[:4] + "*" * (len(digits) - 8) + digits[-4:]


def mask_name(name: str) -> str:
    """Enough of a name to tell it from others beside a paper that bears it: "Minah Contoh" becomes "Min*h Con**h".

    Whoever copies the QR of a stranger's letter needs a stranger whose name begins, ends and is as long as his own in
    each word. Of each word at least one letter stays hidden from those who do not know the name.
    """
    return " ".join(map(_half_hidden, name.split()))


def _half_hidden(word: str) -> str:
    first = 3 if len(word) > _SHORT else 2 if len(word) > _TINY else 1
    last = word[-1] if len(word) >= _SHORT else ""
    return word[:first] + "*" * (len(word) - first - len(last)) + last


_TINY, _SHORT = 2, 4  # letters of words of which fewer are shown


def initials(name: str) -> str:
    """The paraf of an officer: "Budi Contoh" becomes "BC"."""
    return "".join(word[0].upper() for word in name.split()[:3])
