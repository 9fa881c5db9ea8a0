"""For how long a proof holds, and which proofs are none."""

import secrets
from datetime import UTC, datetime, timedelta

import pytest
from zxcvbn import matching

from silastri.domain.accounts import app_code, disuse, presence, printed_code
from silastri.domain.accounts.password import why_not

NOW = datetime(2026, 11, 9, 2, 0, 10, tzinfo=UTC)
SECRET = b"12345678901234567890"  # of RFC 6238
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


def test_the_codes_are_those_of_the_standard() -> None:
    assert app_code.code(SECRET, datetime.fromtimestamp(59, UTC)) == "287082"
    assert app_code.code(SECRET, datetime.fromtimestamp(1111111109, UTC)) == "081804"


@pytest.mark.parametrize(
    ("shown", "taken"),
    [
        (0, True),
        (-30, True),  # the telephone is late by a step
        (30, True),  # or early
        (-60, False),
        (60, False),
    ],
)
def test_a_telephone_may_be_a_step_early_or_late(shown: int, taken: bool) -> None:
    typed = app_code.code(SECRET, NOW + shown * SECOND)
    assert (app_code.step_of(SECRET, typed, at=NOW, after=0) is not None) is taken


def test_a_code_is_taken_once_and_none_before_it() -> None:
    used = app_code.step_of(SECRET, app_code.code(SECRET, NOW), at=NOW, after=0)
    assert used is not None
    for earlier in (NOW, NOW - 30 * SECOND):
        assert app_code.step_of(SECRET, app_code.code(SECRET, earlier), at=NOW, after=used) is None
    later = NOW + 30 * SECOND
    assert app_code.step_of(SECRET, app_code.code(SECRET, later), at=later, after=used) == used + 1


def test_the_key_is_typed_in_groups_and_read_from_the_address() -> None:
    assert app_code.as_typed(SECRET).startswith("GEZD GNBV")
    address = app_code.address(SECRET, person="Budi Contoh", site="layanan.example.go.id")
    assert address.startswith("otpauth://totp/") and "secret=GEZDGNBV" in address


def test_a_printed_code_is_read_however_it_is_typed() -> None:
    code = printed_code.new()
    assert len(printed_code.plain(code)) == 10
    assert printed_code.plain(f" {code.lower().replace('-', ' ')} ") == printed_code.plain(code)
    for none in ("", "123456", "ABCDE-FGHJ0", "ABCDE-FGHJKL"):
        assert printed_code.plain(none) == ""


def test_printed_codes_are_drawn_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the ten letters is drawn by itself from 31, by the chance of the system: 49 bits."""
    drawn: list[str] = []
    chance = secrets.SystemRandom().choice

    def choice(letters: str) -> str:
        drawn.append(letters)
        return chance(letters)

    monkeypatch.setattr(secrets, "choice", choice)
    codes = [printed_code.plain(printed_code.new()) for _ in range(400)]
    assert len(set(codes)) == 400 and len(drawn) == 4000
    assert {len(set(letters)) for letters in drawn} == {31}
    assert all(len({code[place] for code in codes}) > 25 for place in range(10))


@pytest.mark.parametrize(
    ("proven", "used", "fresh"),
    [
        (29 * MINUTE, 29 * MINUTE, True),
        (31 * MINUTE, 31 * MINUTE, False),
        (2 * HOUR, 10 * MINUTE, True),  # a sitting of signing asks once
        (4 * HOUR, 10 * MINUTE, False),  # but not once a day
    ],
)
def test_what_is_grave_asks_once_a_sitting(proven: timedelta, used: timedelta, fresh: bool) -> None:
    assert presence.is_fresh(NOW - proven, NOW - used, NOW) is fresh


@pytest.mark.parametrize(("unseen", "idle"), [(30 * MINUTE, False), (30 * MINUTE + SECOND, True)])
def test_a_page_that_nobody_touches_ends(unseen: timedelta, idle: bool) -> None:
    assert presence.is_idle(NOW - unseen, NOW) is idle


@pytest.mark.parametrize(
    ("last", "doubted", "asked"),
    [
        (NOW - timedelta(days=180), False, False),
        (NOW - timedelta(days=181), False, True),
        (NOW, True, True),  # word came that the number changed hands
        (None, False, True),
    ],
)
def test_a_number_alone_does_not_prove_an_account_of_long_ago(
    last: datetime | None, doubted: bool, asked: bool
) -> None:
    assert disuse.may_be_anothers(last, NOW, doubted=doubted) is asked


@pytest.mark.parametrize(("typed", "knows"), [("410001", True), (" 41 00 01", True), ("410002", False), ("", False)])
def test_the_owner_knows_the_end_of_the_nik(typed: str, knows: bool) -> None:
    assert disuse.knows_nik("1407014107410001"[:10] + "410001", typed) is knows
    assert not disuse.knows_nik("", typed)


@pytest.mark.parametrize(
    ("typed", "is_staff", "says"),
    [
        ("pendek", False, "paling sedikit 8"),
        ("delapan-8", True, "paling sedikit 12"),
        ("123456789012345", True, "Mudah ditebak"),
        ("0852 7000 1234", False, "Jangan pakai nomor telepon"),
        ("+62 852-7000-1234", True, "Jangan pakai nomor telepon"),
        ("1407010101900001", True, "Jangan pakai nomor telepon"),
        ("password123456", True, "Mudah ditebak"),
        ("bismillah2024", True, "Mudah ditebak"),
        ("santoso-makan-apel", True, "santoso"),
        ("x-198501012010011001", True, "NIP"),
        ("dpmptsp-lantai-dua", True, "dpmptsp"),
        ("kedondong ungu palu", True, ""),
        ("jeruk-lampu", False, ""),
        ("739482650173", True, ""),  # digits alone, as good as letters where nobody guesses them
    ],
)
def test_a_password_is_none_that_others_guess(typed: str, is_staff: bool, says: str) -> None:
    about = ("Budi Santoso", "198501012010011001", "DPMPTSP Rokan Hilir")
    said = why_not(typed, about=about, is_staff=is_staff)
    assert (says in said) if says else said == ""


@pytest.mark.parametrize("typed", ["4@8({[<369!|170$5+%2" * 6, "\u0130" * 128, "4@8({[<369!|170$5+%2 kedondong"])
def test_no_password_keeps_the_checker_at_work(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It tries every way in which signs stand for letters: what it is given has few kinds of them, and an end."""
    given: list[str] = []

    def checker(read: str, **_: object) -> dict[str, int]:
        given.append(read)
        return {"score": 4}

    monkeypatch.setattr("zxcvbn.zxcvbn", checker)
    assert why_not(typed, about=(), is_staff=True) == ""
    kinds = {sign for one in matching.L33T_TABLE.values() for sign in one}
    assert len(given[0]) <= 40 and len({one for one in kinds if not one.isdigit()} & set(given[0])) <= 5
