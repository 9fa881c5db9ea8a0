"""What people write is understood however they write it, and what is not surely ours is left to a person."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from silastri.domain import reference
from silastri.domain.inbox.words import Wish, is_by_machine, understood

REF = "KPR-7KQ4M-9XT2V"


def made_of(signs: str, least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(signs), min_size=least, max_size=most).map("".join)


at_leisure = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
BLANKS = made_of(" \n.!?*_\u200b", 0, 3)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        (REF, Wish.WHERE),
        (f"STATUS {REF}", Wish.WHERE),
        (f"status: {REF.lower()}.", Wish.WHERE),
        ("kpr 7kq4m 9xt2v", Wish.WHERE),
        ("KPR7KQ4M9XT2V", Wish.WHERE),
        ("Selamat pagi, permohonan saya nomor KPR-7KQ4M-9XT2V sampai di mana ya pak?", Wish.WHERE),
        ("https://contoh.go.id/lacak/KPR-7KQ4M-9XT2V/", Wish.WHERE),
        ("KPR‑7KQ4M‑9XT2V", Wish.WHERE),  # hyphens that do not break
        ("\uff2b\uff30\uff32-7KQ4M-9XT2V", Wish.WHERE),  # wide letters
        ("status kpr 7kq4 m9xt 2v", Wish.WHERE),  # in other groups
        ("cek", Wish.WHERE),
        ("STOP", Wish.STOP),
        ("Berhenti.", Wish.STOP),
        ("*berhenti* ya", Wish.STOP),
        ("Kapan antre ini berhenti? Saya sudah menunggu lama", Wish.OTHER),
        ("lanjut", Wish.RESUME),
        ("ADUAN petugas tidak ada di loket", Wish.COMPLAIN),
        (f"Pengaduan: {REF} terlalu lama", Wish.COMPLAIN),
        ("aduan", Wish.COMPLAIN),
        ("SKM", Wish.SURVEY),
        ("isi survei", Wish.SURVEY),
        ("Bantuan", Wish.HELP),
        ("bantuan sosial saya belum cair sejak bulan lalu", Wish.OTHER),
        ("apa kabar teman", Wish.OTHER),  # three short words in the shape of a number
        ("Cek apakah berkas saya sudah lengkap", Wish.OTHER),
        ("", Wish.NOTHING),
        (" \n\u200b ", Wish.NOTHING),
        ("👍🏽", Wish.THANKS),
        ("Baik pak, terima kasih 🙏", Wish.THANKS),
        ("pak", Wish.OTHER),
        ("???", Wish.OTHER),
        ("Baik, kapan surat saya jadi?", Wish.OTHER),
        ("1471010101900001", Wish.OTHER),  # a NIK
    ],
)
def test_it_is_understood(text: str, wish: Wish) -> None:
    assert understood(text).wish is wish


def test_what_follows_the_word_is_the_complaint() -> None:
    found = understood(f"Aduan : {REF} petugas\ntidak ada")
    assert (found.refs, found.rest) == ((REF,), f"{REF} petugas\ntidak ada")


@at_leisure
@given(
    body=made_of(reference.ALPHABET, 10, 10),
    office=made_of("ABCDEFGHJKMNPQRSTVWXYZ", 2, 5),
    before=st.sampled_from(["", "STATUS ", "cek ", "Pak, nomor saya "]),
    after=BLANKS,
    lower=st.booleans(),
)
def test_a_number_as_it_is_printed_is_found_anywhere(
    body: str, office: str, before: str, after: str, lower: bool
) -> None:
    ref = f"{office}-{body[:5]}-{body[5:]}"
    found = understood(f"{before}{ref.lower() if lower else ref}{after}")
    assert (found.wish, found.refs[0]) == (Wish.WHERE, ref)


@at_leisure
@given(word=st.sampled_from(["stop", "Berhenti", "LANJUT", "skm", "BANTUAN"]), before=BLANKS, after=BLANKS)
def test_a_word_alone_is_understood_with_any_marks_around_it(word: str, before: str, after: str) -> None:
    assert understood(f"{before}{word}{after}").wish is understood(word).wish is not Wish.OTHER


@at_leisure
@given(st.text(max_size=300))
def test_every_text_means_something_and_numbers_are_always_in_one_spelling(text: str) -> None:
    found = understood(text)
    assert all(reference.tidy(ref) == ref for ref in found.refs)
    assert found.wish is not Wish.WHERE or found.refs or len(text.strip()) < 20 or not found.rest


@at_leisure
@given(st.lists(made_of("abcdefghijklmnopqrstuvwxyz", 1, 9), min_size=1, max_size=12))
def test_words_without_digits_are_never_read_as_a_number(words: list[str]) -> None:
    assert understood(" ".join(words)).refs == ()


@pytest.mark.parametrize(
    ("text", "kind", "sender", "machine"),
    [
        ("Ini pesan otomatis, kami sedang libur", "text", "+6281110000001", True),
        ("Auto-reply: I am away", "text", "+6281110000001", True),
        ("Pulsa Anda habis", "text", "3636", True),
        ("", "reaction", "+6281110000001", True),
        ("Pesan saya kapan dijawab", "text", "+6281110000001", False),
        ("", "image", "+6281110000001", False),
    ],
)
def test_machines_are_told_from_people(text: str, kind: str, sender: str, machine: bool) -> None:
    assert is_by_machine(text, kind, sender) is machine
