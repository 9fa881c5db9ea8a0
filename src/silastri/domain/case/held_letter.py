"""The letters that a person holds. A question of a form may ask the applicant to pick one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from silastri.domain.definition.field import LETTER_PARTS, Question, blank
from silastri.domain.definition.letter_text import long_date
from silastri.domain.duration import Duration, Unit
from silastri.domain.worktime import OfficeTime, add_months, add_workdays
from silastri.domain.written_day import day

PAPER = "kertas"  # stands for a letter's code in the answer when the applicant means an old letter on paper
LONGEST_NUMBER = 120
_NO_LETTER = "Anda belum punya surat yang bisa dipilih di sini. Ajukan dulu suratnya."
_NOT_YOURS = "Surat itu tidak bisa dipilih. Pilih salah satu surat Anda yang masih berlaku."


@dataclass(frozen=True, slots=True)
class HeldLetter:
    """A letter that is signed, numbered, and neither revoked nor replaced by a newer one."""

    code: str
    key: str
    number: str
    on: date
    valid_until: date | None
    service: str  # the service's address in the catalogue
    name: str
    holds: bool = True  # whether the letter is in force on the day of the question

    @property
    def product(self) -> str:
        """The product's key, also of a letter that is made for each item of a list."""
        return self.key.partition(":")[0]

    @property
    def told(self) -> str:
        until = f", berlaku sampai {long_date(self.valid_until)}" if self.valid_until else ""
        return f"{self.number}, {self.name}{until}"


Choices = Mapping[str, tuple[HeldLetter, ...]]  # by the key of the question


def services(question: Question, own: str) -> tuple[str, ...]:
    """The services whose letters may be picked: those that the question names, else its own service."""
    return question.services or (own,)


def pickable(
    question: Question, held: Iterable[HeldLetter], *, own: str, on: date, time: OfficeTime, renews: Iterable[str] = ()
) -> tuple[HeldLetter, ...]:
    """The letters of those services that are in force on that day, or ended no longer ago than the question allows.

    ``renews`` are the products of the own service that the answer renews: its other letters are not offered, unless the
    question names them.
    """
    keys = question.letters or (tuple(renews) if services(question, own) == (own,) else ())
    since = shifted(time, on, question.may_be_ended, -1) if question.may_be_ended else on
    return tuple(
        replace(letter, holds=letter.valid_until is None or letter.valid_until >= on)
        for letter in held
        if letter.service in services(question, own)
        and (not keys or letter.product in keys)
        and (letter.valid_until is None or letter.valid_until >= since)
    )


def read(
    question: Question, raw: Mapping[str, str], today: date, letters: tuple[HeldLetter, ...]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The letter with the code that was answered, and what is wrong, by the name of the input. Only a letter among
    ``letters`` is accepted."""
    code = raw.get(question.key, "").strip()
    found = next((letter for letter in letters if letter.code == code), None)
    if found is not None:
        return answer(found), {}
    if code == PAPER and question.may_be_paper:
        return _read_paper(question, raw, today)
    wrong = _NOT_YOURS if code else ""
    if not code and question.required:
        wrong = f"Pilih {question.label.lower()}." if letters or question.may_be_paper else _NO_LETTER
    return blank(question), {question.key: wrong} if wrong else {}


def _read_paper(question: Question, raw: Mapping[str, str], today: date) -> tuple[dict[str, Any], dict[str, str]]:
    number, typed = (raw.get(f"{question.key}.{part}", "").strip() for part in ("nomor", "tanggal"))
    errors: dict[str, str] = {}
    if not number:
        errors[f"{question.key}.nomor"] = "Tulis nomor surat kertas itu."
    elif len(number) > LONGEST_NUMBER:
        errors[f"{question.key}.nomor"] = f"Terlalu panjang. Paling banyak {LONGEST_NUMBER} huruf."
    try:
        on = day(typed)
    except ValueError:
        on = date.max
    if not date(1945, 8, 17) <= on <= today:
        errors[f"{question.key}.tanggal"] = "Isi tanggal surat kertas itu, tidak setelah hari ini."
    return (blank(question), errors) if errors else (on_paper(number, on), {})


def answer(letter: HeldLetter) -> dict[str, Any]:
    """The facts of the letter that conditions and letter texts may use."""
    return LETTER_PARTS | {
        "kode": letter.code,
        "produk": letter.key,
        "nomor": letter.number,
        "tanggal": letter.on.isoformat(),
        "berlaku_sampai": letter.valid_until.isoformat() if letter.valid_until else "",
        "layanan": letter.service,
        "sebutan": letter.name,
        "berlaku": letter.holds,
        "terdaftar": True,
    }


def on_paper(number: str, on: date) -> dict[str, Any]:
    """The facts of an old letter that this system does not know: an officer compares them with the paper."""
    return LETTER_PARTS | {"kode": PAPER, "nomor": number, "tanggal": on.isoformat()}


def shifted(time: OfficeTime, day: date, length: Duration, times: int = 1) -> date:
    """The day that lies ``times`` times ``length`` after ``day``, or before it when ``times`` is negative. Raises
    NeverOpen, and ValueError for a length that is not counted in days."""
    count = length.amount * times
    if length.unit is Unit.WORKDAY:
        return add_workdays(time, day, count)
    days = {Unit.DAY: 1, Unit.WEEK: 7}.get(length.unit)
    if days:
        return date.fromordinal(day.toordinal() + days * count)
    months = {Unit.MONTH: 1, Unit.YEAR: 12}.get(length.unit)
    if months is None:
        raise ValueError(f"{length} is not counted in days")
    return add_months(day, months * count)


def in_days(length: Duration) -> bool:
    """Whether the length is counted in days: minutes, hours and lengths that were not said are not."""
    return length.unit in (Unit.WORKDAY, Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)
