"""Where a case is, in one sentence."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain.case.workflow import State
from silastri.domain.kinds import Kind
from silastri.domain.words import wording
from silastri.domain.words.whereabouts import Tone, Where, needs_applicant, said
from silastri.domain.worktime import OfficeTime
from tests.builders import WIB

HOURS = ((time(7, 30), time(12)), (time(13), time(16)))
OFFICE = OfficeTime(WIB, dict.fromkeys(range(5), HOURS), {})


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


# A Wednesday; the case is with the head since Tuesday, and promised for Thursday, when the office closes.
NOW, TUESDAY, THURSDAY = at("2026-11-11T10:00"), at("2026-11-10T09:00"), at("2026-11-12T16:00")
HEAD = Where(
    state=State.RUNNING, now=NOW, time=OFFICE, since=TUESDAY, due=THURSDAY, kind=Kind.APPROVE, number=8, steps=9,
    who="Kepala Dinas", office="Dinas Contoh",
)  # fmt: skip
MINE = replace(HEAD, by_applicant=True, due=None, who="")


@pytest.mark.parametrize(
    ("where", "mine", "theirs"),
    [
        (HEAD, "Langkah 8 dari 9, di Kepala Dinas sejak kemarin, selesai paling lambat besok.", ""),
        (  # within the week the weekday alone
            replace(HEAD, since=at("2026-11-09T09:00"), due=at("2026-11-13T16:00")),
            "Langkah 8 dari 9, di Kepala Dinas sejak Senin, selesai paling lambat Jumat.", ""),
        (  # the next week with its date
            replace(HEAD, due=at("2026-11-16T16:00")),
            "Langkah 8 dari 9, di Kepala Dinas sejak kemarin, selesai paling lambat Senin, 16 November.", ""),
        (  # a promise in hours
            replace(HEAD, since=at("2026-11-11T09:10"), due=at("2026-11-11T10:15")),
            "Langkah 8 dari 9, di Kepala Dinas sejak pukul 09.10, selesai paling lambat hari ini pukul 10.15 WIB.", ""),
        (  # late
            replace(HEAD, due=at("2026-11-06T16:00")),
            "Terlambat dari janji Jumat, 6 November: langkah 8 dari 9, di Kepala Dinas sejak kemarin.", ""),
        (
            replace(MINE, kind=Kind.RESPOND, limit=at("2027-01-04T16:00")),
            "Langkah 8 dari 9, menunggu jawaban Anda sejak kemarin, paling lambat Senin, 4 Januari 2027.",
            "Langkah 8 dari 9, menunggu jawaban pemohon sejak kemarin, paling lambat Senin, 4 Januari 2027."),
        (
            replace(MINE, kind=Kind.PAY, owed="Rp200.000"),
            "Langkah 8 dari 9, menunggu pembayaran Rp200.000 sejak kemarin.",
            "Langkah 8 dari 9, menunggu pembayaran sejak kemarin."),
        (
            replace(MINE, kind=Kind.PAY, has_proof=True),
            "Langkah 8 dari 9, bukti bayar sedang diperiksa sejak kemarin.", ""),
        (
            replace(HEAD, must_choose=True),
            "Langkah 8 dari 9, menunggu Anda memilih jadwal kedatangan sejak kemarin, selesai paling lambat besok.",
            "Langkah 8 dari 9, menunggu pemohon memilih jadwal kedatangan sejak kemarin, selesai paling lambat besok."),
        (
            replace(HEAD, comes_at=at("2026-11-12T09:30"), due=None),
            "Langkah 8 dari 9, Anda ditunggu besok pukul 09.30 WIB.",
            "Langkah 8 dari 9, menunggu kedatangan pemohon sejak kemarin."),
        (
            replace(HEAD, kind=Kind.VISIT, visit_at=at("2026-11-12T09:30"), due=None),
            "Langkah 8 dari 9, tim kami berkunjung besok pukul 09.30 WIB.",
            "Langkah 8 dari 9, di Kepala Dinas sejak kemarin."),
        (
            replace(HEAD, kind=Kind.ASK, waits_for="Puskesmas", due=None),
            "Langkah 8 dari 9, menunggu pendapat Puskesmas sejak kemarin.", ""),
        (replace(HEAD, kind=Kind.WAIT, due=None), "Langkah 8 dari 9, dalam masa tunggu sejak kemarin.", ""),
        (
            replace(HEAD, kind=Kind.HAND_OVER, due=None),
            "Langkah 8 dari 9, surat siap diambil di Dinas Contoh sejak kemarin.", ""),
        (replace(HEAD, state=State.DRAFT), "Belum dikirim, mulai diisi kemarin.", ""),
        (replace(HEAD, state=State.WAITING, place=3), "Dalam daftar tunggu, urutan ke-3 sejak kemarin.", ""),
        (
            replace(HEAD, state=State.RETURNED, who="Front Office", since=at("2026-11-09T09:00"), due=None),
            "Dikembalikan Front Office kepada Anda hari Senin untuk diperbaiki.",
            "Dikembalikan Front Office kepada pemohon hari Senin untuk diperbaiki."),
        (replace(HEAD, state=State.DONE), "Selesai kemarin.", ""),
        (replace(HEAD, state=State.REFUSED, since=at("2026-11-09T09:00")), "Ditolak hari Senin.", ""),
        (replace(HEAD, state=State.WITHDRAWN, since=NOW), "Dibatalkan hari ini.", ""),
        (replace(HEAD, state=State.REFERRED, referred_to="Dinas Lain"), "Dialihkan ke Dinas Lain kemarin.", ""),
    ],
)  # fmt: skip
def test_it_is_said_to_its_applicant_and_to_anybody(where: Where, mine: str, theirs: str) -> None:
    assert said(where).sentence == mine
    assert said(where, public=True).sentence == (theirs or mine)


@pytest.mark.parametrize(
    ("where", "then"),
    [
        (replace(HEAD, stopped="menunggu laboratorium"), "Waktu layanan berhenti dulu: menunggu laboratorium."),
        (replace(MINE, kind=Kind.RESPOND), "Waktu layanan berhenti dulu, dan berjalan lagi setelah Anda"),
        (replace(HEAD, kind=Kind.HAND_OVER), "Bawa KTP atau tanda terima."),
        (replace(HEAD, state=State.DONE, has_letter=True), "Surat sudah berlaku."),
        (replace(HEAD, due=at("2026-11-06T16:00")), "Mohon maaf."),
    ],
)  # fmt: skip
def test_what_comes_of_it_is_told(where: Where, then: str) -> None:
    assert said(where).then.startswith(then)


def test_late_is_called_late_whoever_has_it() -> None:
    late = at("2026-11-06T16:00")
    assert said(replace(HEAD, due=late)).tone is Tone.LATE
    assert said(replace(HEAD, due=NOW)).tone is Tone.CALM, "the moment itself is in time"
    # A promise whose clock stands still cannot be late.
    assert said(replace(MINE, kind=Kind.RESPOND)).tone is Tone.ACT


@pytest.mark.parametrize(
    ("where", "needs"),
    [
        (replace(HEAD, state=State.DRAFT), True),
        (replace(HEAD, state=State.RETURNED), True),
        (replace(MINE, kind=Kind.PAY), True),
        (replace(MINE, kind=Kind.PAY, has_proof=True), False),  # the officer looks at the proof
        (replace(HEAD, must_choose=True), True),
        (replace(HEAD, kind=Kind.HAND_OVER), True),
        (HEAD, False),
        (replace(HEAD, state=State.WAITING, by_applicant=True), False),
        (replace(MINE, state=State.DONE), False),
    ],
)
def test_what_needs_the_applicant(where: Where, needs: bool) -> None:
    assert needs_applicant(where) is needs


MOMENTS = st.none() | st.integers(-400, 400).map(lambda days: NOW + timedelta(days=days, hours=days % 5))
WORDS = st.sampled_from(["", "Kata"])
WHERES = st.builds(
    Where, state=st.sampled_from(State), now=st.just(NOW), time=st.just(OFFICE), since=MOMENTS, due=MOMENTS,
    limit=MOMENTS, kind=st.none() | st.sampled_from(Kind), number=st.just(1), steps=st.just(2), who=WORDS,
    by_applicant=st.booleans(), office=WORDS, stopped=WORDS, waits_for=WORDS, owed=WORDS, has_proof=st.booleans(),
    must_choose=st.booleans(), comes_at=MOMENTS, visit_at=MOMENTS, place=st.integers(0, 2),
    has_letter=st.booleans(), referred_to=WORDS,
)  # fmt: skip


@given(where=WHERES, public=st.booleans())
def test_every_case_has_one_whole_sentence(where: Where, public: bool) -> None:
    told = said(where, public=public)
    assert told.sentence.endswith(".")
    assert told.sentence.count(". ") == 0
    assert "  " not in told.sentence + told.then
    assert "None" not in told.sentence + told.then
    assert not public or "Anda" not in told.sentence + told.then


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("state", State)
def test_every_state_of_every_kind_of_step_is_told(state: State, kind: Kind) -> None:
    for by_applicant in (True, False):
        where = replace(HEAD, state=state, kind=kind, by_applicant=by_applicant)
        assert len(said(where).sentence) > 10
        assert "Anda" not in "".join((told := said(where, public=True)).sentence + told.then)


def test_a_day_is_the_day_of_the_office() -> None:
    # 23:30 in Jakarta is another day in UTC; the week of New Year belongs to both years.
    late = at("2026-11-10T23:30")
    assert wording.near_day(late, at("2026-11-11T00:10"), OFFICE) == "kemarin"
    assert wording.near_day(at("2027-01-01T09:00"), at("2026-12-28T09:00"), OFFICE) == "Jumat"
    assert wording.near_day(at("2027-01-04T09:00"), at("2026-12-28T09:00"), OFFICE) == "Senin, 4 Januari 2027"
