"""The days of renewal and of duties, and which letters a question may point to."""

from dataclasses import replace
from datetime import date, time
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from silastri.domain.case import form, held_letter
from silastri.domain.definition.after import Duty, Renewal
from silastri.domain.definition.field import Question
from silastri.domain.definition.standard import Standard
from silastri.domain.letters import duties, renewal
from silastri.domain.worktime import OfficeTime
from tests.perikanan import KOLAM, TEXTS

HOURS = {day: ((time(8), time(16)),) for day in range(5)}
OFFICE = OfficeTime(ZoneInfo("Asia/Jakarta"), HOURS, {date(2026, 12, 25): "Natal"})
END = date(2026, 12, 31)  # a Thursday


def standard(**words: str) -> Standard:
    """The standard of the example with other words in the question that points to the old letter."""
    from silastri.domain.definition.definition import read_service

    found = read_service(TEXTS[KOLAM]).definition
    assert found
    form = tuple(q.model_copy(update=words) if q.key == "izin_lama" else q for q in found.standard.form)
    return found.standard.model_copy(update={"form": form})


def rule(**words: object) -> Renewal:
    return Renewal.model_validate({"paling_cepat": "60 hari kalender", "surat": "izin_lama"} | words)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        # until the last day, where nothing else is said
        ({}, date(2026, 11, 1), END),
        ({"paling_lambat": "30 hari kalender"}, date(2026, 11, 1), date(2026, 12, 1)),
        # months end on the last day that there is
        ({"paling_cepat": "6 bulan"}, date(2026, 6, 30), END),
        ({"paling_cepat": "10 bulan", "paling_lambat": "1 bulan"}, date(2026, 2, 28), date(2026, 11, 30)),
        ({"paling_cepat": "2 minggu", "paling_lambat": "1 minggu"}, date(2026, 12, 17), date(2026, 12, 24)),
        # working days pass over the weekend and over Christmas
        ({"paling_lambat": "5 hari kerja"}, date(2026, 11, 1), date(2026, 12, 23)),
    ],
)
def test_the_window_is_counted_back_from_the_last_day(words: dict[str, str], first: date, last: date) -> None:
    window = renewal.window(standard(), rule(**words), END, OFFICE)
    assert (window.first, window.last) == (first, last)
    assert [window.is_open(day) for day in (first, last)] == [True, True]
    before, after = (date.fromordinal(day.toordinal() + n) for day, n in ((first, -1), (last, 1)))
    assert [window.is_open(day) for day in (before, after)] == [False, False]


def test_an_ended_letter_is_renewed_as_long_as_it_may_be_pointed_to() -> None:
    from silastri.domain.duration import parse

    known = standard(may_be_ended=parse("90 hari kalender"))  # type: ignore[arg-type]
    assert renewal.window(known, rule(), END, OFFICE).last == date(2027, 3, 31)
    assert renewal.window(known, rule(paling_lambat="1 minggu"), END, OFFICE).last == date(2026, 12, 24)


def test_who_is_late_is_told_what_is_left() -> None:
    late = date(2027, 1, 1)
    for missed, says in (("tolak", "jadi tidak dapat diterima lagi"), ("ajukan baru", "Ajukan permohonan baru")):
        window = renewal.window(standard(), rule(lewat_batas=missed), END, OFFICE)
        assert says in window.why_closed("1/2026", late)
        assert window.why_closed("1/2026", END) == ""


@pytest.mark.parametrize(
    ("on", "reminded"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), "60 hari kalender"),
        (date(2026, 12, 16), "60 hari kalender"),
        # who was not told of the first is told of the second alone
        (date(2026, 12, 17), "14 hari kalender"),
        (END, "14 hari kalender"),
        (date(2027, 1, 1), None),
    ],
)
def test_the_last_reminder_whose_day_has_come(on: date, reminded: str | None) -> None:
    words = rule(pengingat=["14 hari kalender", "60 hari kalender"])
    length = renewal.reminder(words, END, date(2026, 1, 1), on, OFFICE)
    assert (str(length) if length else None) == reminded
    assert renewal.reminder(words, END, on, on, OFFICE) is None, "not of what was before it was issued"


def duty(**words: object) -> Duty:
    return Duty.model_validate({"kunci": "laporan", "sebutan": "Laporan", "diperiksa": "loket"} | words)


def days(found: Duty, issued: date, ends: date | None = None) -> list[date]:
    return [one.due_on for one in islice(duties.times(found, issued, ends, OFFICE), 4)]


@pytest.mark.parametrize(
    ("words", "issued", "ends", "due"),
    [
        # many months are counted from the letter's day, and do not drift to the 28th
        (
            {"tiap": "1 bulan"},
            date(2026, 1, 31),
            None,
            [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)],
        ),
        # the last day counts, the day after it does not
        ({"tiap": "6 bulan"}, date(2026, 1, 1), date(2027, 1, 1), [date(2026, 7, 1), date(2027, 1, 1)]),
        ({"tiap": "6 bulan"}, date(2026, 1, 1), date(2026, 12, 31), [date(2026, 7, 1)]),
        (
            {"tiap": "1 tahun", "sampai": "seterusnya"},
            date(2028, 2, 29),
            date(2028, 12, 31),
            [date(2029, 2, 28), date(2030, 2, 28), date(2031, 2, 28), date(2032, 2, 29)],
        ),
        ({"setelah": "1 bulan"}, date(2026, 1, 31), None, [date(2026, 2, 28)]),
        # a Wednesday, and Christmas between
        ({"setelah": "3 hari kerja"}, date(2026, 12, 23), None, [date(2026, 12, 29)]),
    ],
)
def test_when_a_duty_falls_due(words: dict[str, object], issued: date, ends: date | None, due: list[date]) -> None:
    assert days(duty(**words), issued, ends) == due


def test_what_has_come_and_the_next() -> None:
    every = duty(tiap="1 bulan", ingatkan="7 hari kalender")
    come = duties.come(every, date(2026, 1, 15), None, date(2026, 3, 20), OFFICE)
    assert [(one.number, one.due_on.month) for one in come] == [(1, 2), (2, 3), (3, 4)]
    assert come[0].remind_on == date(2026, 2, 8)
    later = duties.come(every, date(2026, 1, 15), None, date(2026, 3, 20), OFFICE, after=2)
    assert [one.number for one in later] == [3]
    assert duties.come(duty(setelah="1 bulan"), date(2026, 1, 15), None, END, OFFICE, after=1) == []


def letter(code: str, *, service: str = "izin-kolam", until: date | None = None) -> held_letter.HeldLetter:
    return held_letter.HeldLetter(code, "izin", f"{code}/2026", date(2026, 1, 5), until, service, "Izin")


LETTERS = (
    letter("A"),
    letter("B", until=END),
    letter("C", until=date(2026, 12, 1)),
    letter("D", service="izin-tebar"),
)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ({}, "AB"),
        ({"dari": "izin-tebar"}, "D"),
        ({"dari": ["izin-tebar", "izin-kolam"]}, "ABD"),
        # ended on 1 December, looked at on 30 December
        ({"boleh_berakhir": "29 hari kalender"}, "ABC"),
        ({"boleh_berakhir": "28 hari kalender"}, "AB"),
        ({"boleh_berakhir": "1 bulan"}, "ABC"),
    ],
)
def test_what_may_be_picked(words: dict[str, object], codes: str) -> None:
    question = Question.model_validate({"kunci": "induk", "isian": "surat", "label": "Izin"} | words)
    found = held_letter.pickable(question, LETTERS, own="izin-kolam", on=date(2026, 12, 30), time=OFFICE)
    assert "".join(one.code for one in found) == codes
    assert [one.code for one in found if not one.holds] == (["C"] if "C" in codes else [])
    read = form.read((question,), {"induk": "C"}, date(2026, 12, 30), letters={"induk": found})
    assert bool(read.errors) == ("C" not in codes)
    assert read.values["induk"]["berlaku"] is False


def test_an_answer_that_may_be_empty_is_empty() -> None:
    question = Question.model_validate({"kunci": "induk", "isian": "surat", "label": "Izin", "wajib": "tidak"})
    read = form.read((question,), {}, END)
    assert read.errors == {}
    assert read.values["induk"] == {"nomor": "", "tanggal": "", "berlaku_sampai": "", "layanan": "", "sebutan": "",
                                    "berlaku": False, "terdaftar": False}  # fmt: skip


def test_a_question_offers_the_letters_that_it_names_or_renews() -> None:
    """A service may issue minutes or a receipt beside its letter: they are not what a renewal asks for."""
    izin, minutes = letter("A"), replace(letter("B"), key="berita_acara")
    each = replace(letter("C"), key="berita_acara:2")

    def offered(renews: tuple[str, ...] = (), **words: Any) -> list[str]:
        question = Question.model_validate({"kunci": "lama", "isian": "surat", "label": "Surat lama", **words})
        found = held_letter.pickable(
            question, (izin, minutes, each), own="izin-kolam", on=date(2026, 12, 30), time=OFFICE, renews=renews
        )
        return [letter.code for letter in found]

    assert offered() == ["A", "B", "C"]
    assert offered(("izin",)) == ["A"]
    assert offered(surat="berita_acara") == ["B", "C"]
    assert offered(("izin",), surat="berita_acara") == ["B", "C"], "what is named counts"
    assert offered(("izin",), dari=["izin-kolam", "izin-tebar"]) == ["A", "B", "C"], "other services renew nothing"
