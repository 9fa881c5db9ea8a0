"""Identity numbers: the vectors of the field, with what each row shows."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silastri.domain import identity
from silastri.domain.identity import NotAnIdentity

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "born", "sex"),
    [
        ("1407014107900001", "1990-07-01", "P"),
        ("1407017107900001", "1990-07-31", "P"),  # day 71 = 31 + 40
        ("1471011502850001", "1985-02-15", "L"),
        ("1471011502150001", "2015-02-15", "L"),  # a child: the 2000s
        ("1407012902000001", "2000-02-29", "L"),
        ("1407012012260001", "1926-12-20", "L"),  # 20 December 2026 has not come yet
        ("6501011502850001", "1985-02-15", "L"),  # Kalimantan Utara
        ("9601011502850001", "1985-02-15", "L"),  # Papua Barat Daya
        ("1407 0141 0790 0001", "1990-07-01", "P"),  # typed in groups
        ("'1407014107900001", "1990-07-01", "P"),  # as a spreadsheet keeps it a text
        ("\u202d1407014107900001\u202c", "1990-07-01", "P"),  # marks of direction, copied from a telephone
        ("1407\u200b0141\ufeff07900001", "1990-07-01", "P"),  # blanks without a width
        ("1407\u00a00141\u00a00790\u20130001", "1990-07-01", "P"),  # typed in a word processor
    ],
)
def test_nik(typed: str, born: str, sex: str) -> None:
    found = identity.nik(typed, TODAY)
    assert (found.born.isoformat(), found.sex) == (born, sex)


@pytest.mark.parametrize(
    ("typed", "births", "applies"),
    [
        (
            "1407010107240001",
            ["2024-07-01", "1924-07-01"],
            "1924-07-01",
        ),  # two or 102 years old: a child of two does not
        ("1407010107150001", ["2015-07-01", "1915-07-01"], "2015-07-01"),  # a pupil of eleven may apply
        ("1407010107900001", ["1990-07-01"], "1990-07-01"),  # 2090 has not come
        ("1407012902000001", ["2000-02-29"], "2000-02-29"),  # 1900 had no 29 February
    ],
)
def test_two_digits_of_a_year_may_mean_two_births(typed: str, births: list[str], applies: str) -> None:
    found = identity.nik(typed, TODAY)
    assert [born.isoformat() for born in found.births] == births
    assert found.born_to_apply(TODAY).isoformat() == applies


@pytest.mark.parametrize(
    "typed",
    [
        "1407018107900001",  # day 81
        "1407013502900001",  # day 35
        "1407012902010001",  # 29 February 2001
        "1407010100900001",  # month 00
        "1407010101900000",  # serial 0000
        "140701410790000",  # 15 digits
        "14070141079000011",  # 17 digits
        "9901014107900001",  # no such province
        "14070141079O0001",  # a letter O
        "1407018007900001",  # day 80 = 40 + 40
        "1407014007900001",  # day 40
        "''1407014107900001",  # two apostrophes
        "1407'014107900001",  # one within
        "",
        "１４０７０１４１０７９００００１",  # full-width digits
    ],
)
def test_no_nik(typed: str) -> None:
    with pytest.raises(NotAnIdentity):
        identity.nik(typed, TODAY)


def test_family_card_needs_a_region_and_16_digits() -> None:
    assert identity.family_card("1407010505100001") == "1407010505100001"
    for wrong in ("140701050510000", "9907010505100001", "abc"):
        with pytest.raises(NotAnIdentity):
            identity.family_card(wrong)


@pytest.mark.parametrize(
    ("typed", "shown", "born", "appointed", "sex"),
    [
        ("19750417 199903 2 004", "19750417 199903 2 004", "1975-04-17", "1999-03-01", "P"),
        ("197001021995121001", "19700102 199512 1 001", "1970-01-02", "1995-12-01", "L"),
        ("199011052019032011", "19901105 201903 2 011", "1990-11-05", "2019-03-01", "P"),
        ("198907142023212033", "19890714 202321 2 033", "1989-07-14", None, "P"),  # PPPK: 21 is a contract
    ],
)
def test_nip(typed: str, shown: str, born: str, appointed: str | None, sex: str) -> None:
    found = identity.nip(typed)
    assert str(found) == shown
    assert found.born.isoformat() == born
    assert (found.appointed.isoformat() if found.appointed else None) == appointed
    assert found.sex == sex


@pytest.mark.parametrize(
    "typed", ["19750231 199903 2 004", "197504171999133004", "19750417199903200", "197504171999035004"]
)
def test_no_nip(typed: str) -> None:
    with pytest.raises(NotAnIdentity):
        identity.nip(typed)


@pytest.mark.parametrize(
    ("typed", "e164"),
    [
        ("081234567890", "+6281234567890"),
        ("0822 1234 5678", "+6282212345678"),
        ("6281234567890", "+6281234567890"),  # without the plus, as people copy it
        ("+62 812-3456-7890", "+6281234567890"),
    ],
)
def test_whatsapp(typed: str, e164: str) -> None:
    assert identity.whatsapp(typed).e164 == e164


@pytest.mark.parametrize("typed", ["(0767) 23755", "08123", "", "abc", "0812345678901234567"])
def test_no_whatsapp(typed: str) -> None:
    with pytest.raises(NotAnIdentity):
        identity.whatsapp(typed)


def test_an_office_may_have_a_landline() -> None:
    found = identity.phone("(0767) 23755")
    assert (found.e164, found.is_mobile) == ("+6276723755", False)


def test_masks() -> None:
    assert identity.mask("1407014107900001") == "1407********0001"
    assert identity.mask_name("H. Ayu Budi Minah-Contoh") == "H* Ay* Bu*i Min********h"
    assert identity.Phone("+6281234567890", True).masked == "0812-xxxx-890"
    assert identity.initials("Budi Contoh Satu") == "BCS"


_GIVEN = (
    "Ahmad Andi Ani Asih Ayu Bambang Budi Dewi Dian Eko Endang Fitri Hendra Indah Indra Joko Kartika Lestari Maya "
    "Minah Nur Putri Rani Ratna Rina Siti Slamet Sri Suharti Sumiati Surya Titin Tono Wati Wulan Yanti Yuni"
).split()
_FAMILY = (
    "Abdullah Anggraini Harahap Hasibuan Hidayat Kurniawan Lubis Nasution Pratama Purnama Rahayu Rahman Saputra "
    "Setiawan Siregar Sitompul Susanti Suryani Utami Wahyuni Wibowo Wijaya"
).split()


def test_two_holders_rarely_look_alike() -> None:
    """By the first letter and the length of each word, three of four of these people look like another."""
    people = [f"{given} {family}" for given in _GIVEN for family in _FAMILY]
    masks = Counter(map(identity.mask_name, people))
    alike = sum(count for count in masks.values() if count > 1)
    assert alike / len(people) < 0.05


@given(st.lists(st.text("ABCDEFghij.'", min_size=3, max_size=12), min_size=1, max_size=4).map(" ".join))
def test_a_masked_name_tells_its_length_and_ends_and_never_a_whole_word(name: str) -> None:
    for word, shown in zip(name.split(), identity.mask_name(name).split(), strict=True):
        assert len(word) == len(shown)
        assert "*" in shown
        assert all(sign in ("*", original) for sign, original in zip(shown, word, strict=True))
        assert len(word) < 5 or (shown[:3], shown[-1]) == (word[:3], word[-1])
