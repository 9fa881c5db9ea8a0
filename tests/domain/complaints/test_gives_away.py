"""What in a text may tell who wrote it."""

import pytest

from silastri.domain.complaints.gives_away import in_words, what


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Loket tutup pukul 14.30 padahal janji sampai 16.00", []),
        ("Saya antre dari tanggal 12-11-2026 sampai 13-11-2026", []),
        ("Nama saya Rosmawati, warga Kubu", ["nama Anda"]),
        ("hubungi 0812-3456-7890", ["nomor telepon"]),
        ("hubungi 0812 3456 7890 360", ["nomor telepon"]),
        ("tanggal 08-11-2026", []),
        ("bayar Rp150.000 tanggal 2 November", []),
        ("WA +62 812 3456 7890 ya", ["nomor telepon"]),
        ("NIK 1407012505900001", ["NIK"]),
        ("balas ke warga.kubu@contoh.id", ["alamat pos-el"]),
        ("", []),
        ("0" * 200_000, []),  # each word is read once, however long it is
        ("a.-" * 70_000 + " balas a@b.id", ["alamat pos-el"]),
        ("(warga.kubu@contoh.id)", ["alamat pos-el"]),
    ],
)
def test_what_tells_who_wrote(text: str, found: list[str]) -> None:
    assert what(text) == found


def test_in_words() -> None:
    assert in_words("saya bernama Ujang, 081234567890, a@b.id") == "nama Anda, nomor telepon dan alamat pos-el"
    assert in_words("loket tutup") == ""
