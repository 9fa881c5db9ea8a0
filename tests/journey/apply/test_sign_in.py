"""Signing in: guesses count for the person they are about, in whatever spelling, and for where they come from."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from silastri.apps.accounts.keys import index_of
from silastri.apps.accounts.models import Attempts, Person
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import TooOften
from silastri.journey.apply import sign_in
from silastri.journey.apply.forget import forget
from silastri.journey.apply.sign_in import From
from tests.builders import MONDAY

pytestmark = pytest.mark.django_db
NIK, PHONE, RIGHT = "1407014107900001", "+6281234567890", "sandi-rahasia-1"
UNKNOWN = "081299998888"
SPELLINGS = [
    "081234567890", "+6281234567890", "6281234567890", "+62 812-3456-7890", "0812 3456 7890", "0812-3456-7890",
    "0812.3456.7890", "(0812) 3456 7890", "0 8 1 2 3 4 5 6 7 8 9 0", "+62(812)34567890", "62-812-3456-7890",
    "+62 0812 3456 7890", " 081234567890", "081234567890 ", "0812_3456_7890", "0812/3456/7890", "tel:081234567890",
    "tel:+6281234567890", "081234567890a", "hp 081234567890", "\t081234567890", "0812,3456,7890", "0812 34567890",
    "08123456 7890", "0-812-345-67890", "０８１２３４５６７８９０", "٠٨١٢٣٤٥٦٧٨٩٠", "1407014107900001",
    "14 07 01 41 07 90 0001", "1407.0141.0790.0001",
]  # fmt: skip


def act(after: timedelta = timedelta()) -> Act:
    return Act(Actor(None, "Tamu"), MONDAY + after, "web")


@pytest.fixture
def owner(db: None) -> Person:
    person = Person(name="Rani Contoh", phone=PHONE, nik=NIK, nik_index=index_of(NIK))
    person.registered_at = person.activated_at = MONDAY
    person.set_password(RIGHT)
    person.save()
    return person


def tries(typed: str, password: str = "salah", *, at: timedelta = timedelta(), **where: str) -> Person | None:
    return sign_in.known(act(at), typed=typed, password=password, where=From(**{"address": "203.0.113.5"} | where))


def refused(typed: str, password: str = "salah", *, at: timedelta = timedelta(), **where: str) -> bool:
    try:
        tries(typed, password, at=at, **where)
    except TooOften:
        return True
    return False


def test_thirty_spellings_of_one_number_are_one_person(owner: Person) -> None:
    assert len(set(SPELLINGS)) == 30
    taken = [not refused(typed, address=f"203.0.113.{n}") for n, typed in enumerate(SPELLINGS)]
    assert taken == [True] * 6 + [False] * 24


def test_thirty_spellings_of_a_number_that_nobody_has_slow_down_just_so(owner: Person) -> None:
    spellings = [typed.replace("34567890", "99998888") for typed in SPELLINGS[:2]]
    taken = [not refused(spellings[n % 2], address=f"203.0.113.{n}") for n in range(30)]
    assert taken == [True] * 6 + [False] * 24


def test_ten_wrong_guesses_do_not_lock_the_owner_out(owner: Person) -> None:
    at = timedelta()
    for n in range(10):
        while refused(PHONE, at=at, address=f"198.51.100.{n}"):
            at += timedelta(seconds=1)
    assert not refused(PHONE, RIGHT, at=at + timedelta(seconds=16), address="192.0.2.1")
    assert tries(PHONE, RIGHT, at=at + timedelta(seconds=17)) == owner


def test_where_the_owner_signed_in_before_nobody_elses_guesses_count(owner: Person) -> None:
    for n in range(60):
        refused(PHONE, address=f"198.51.100.{n}")
    assert refused(PHONE, RIGHT)
    assert refused(PHONE, RIGHT, device="abc", device_of="999999"), "the browser of somebody else"
    assert tries(PHONE, RIGHT, device="abc", device_of=str(owner.pk)) == owner


def test_guesses_from_such_a_browser_slow_down_too(owner: Person) -> None:
    device = {"device": "abc", "device_of": str(owner.pk)}
    assert [refused(PHONE, **device) for _ in range(8)] == [False] * 6 + [True] * 2
    assert not refused(PHONE, RIGHT), "elsewhere the owner need not wait for that"


def test_one_address_does_not_try_one_password_on_everybody(owner: Person) -> None:
    taken = [not refused(f"0812{n:08}", "Sandi12345", address="198.51.100.7") for n in range(1000, 1060)]
    assert taken == [True] * 31 + [False] * 29
    assert not refused(PHONE, RIGHT, address="198.51.100.8")
    later = timedelta(minutes=1)
    assert not refused(PHONE, RIGHT, address="198.51.100.7", at=later), "an address never waits longer than a minute"


def test_an_office_behind_one_address_signs_in(owner: Person) -> None:
    for n in range(50):
        assert tries(PHONE, RIGHT) == owner, n


def test_signing_in_oneself_gives_an_address_no_more_guesses(owner: Person) -> None:
    attacker = Person(name="Penyerang Contoh", phone="+6281200009999", registered_at=MONDAY, activated_at=MONDAY)
    attacker.set_password(RIGHT)
    attacker.save()
    taken = 0
    for n in range(100):
        taken += not refused(f"0812{n + 1000:08}")
        refused("081200009999", RIGHT)
    assert taken == 31


def test_a_right_password_forgives(owner: Person) -> None:
    for _ in range(5):
        tries(PHONE)
    assert tries(PHONE, RIGHT) == owner
    assert [refused(PHONE) for _ in range(6)] == [False] * 6


def test_a_guess_that_had_to_wait_is_not_read(owner: Person) -> None:
    for _ in range(6):
        tries(PHONE)
    with pytest.raises(TooOften, match="Tunggu 1 detik"):
        tries(PHONE, RIGHT)


def test_what_is_counted_does_not_show_whose_it_is(owner: Person) -> None:
    tries(UNKNOWN)
    tries(PHONE)
    kept = " ".join(Attempts.objects.values_list("key", flat=True))
    assert "99998888" not in kept
    assert "34567890" not in kept
    assert "203.0.113" not in kept


@pytest.mark.parametrize("typed", [PHONE, UNKNOWN, "bukan siapa-siapa"])
def test_every_wrong_password_is_hashed(owner: Person, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """So that the time does not tell who has an account."""
    hashed = []

    def encode(hasher: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return f"{hasher.algorithm}${salt}$x"

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    tries(typed)
    assert hashed == ["salah"]


def test_old_counts_are_deleted(owner: Person) -> None:
    tries(UNKNOWN)
    tries(PHONE, at=timedelta(hours=23), address="198.51.100.9")
    forget(act(timedelta(days=1)).at)
    assert Attempts.objects.count() == 1, "of the person; what is about nobody, and the addresses, are over"
