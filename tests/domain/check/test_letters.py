"""What a letter's text gets wrong is told before it is published: the file, the line, and how to mend it."""

import pytest

from tests import examples

FORM = """
- nama: {label: Nama}
- merek: {label: Merek, wajib: tidak}
- luas: {label: Luas, isian: bilangan, bila: isian.punya}
- punya: {label: Punya, isian: ya_tidak}
- sampai: {label: Sampai, isian: tanggal, wajib: tidak}
- tempat: {label: Tempat, isian: pilihan, pilihan: [gedung: Gedung, lapangan: Lapangan]}
- alat:
    label: Alat
    isian: daftar
    wajib: tidak
    butir: [jenis: {label: Jenis}, kapasitas: {label: Kapasitas, isian: bilangan, wajib: tidak}]
"""


def told(letter: str, **other: str) -> list[str]:
    files = examples.texts("", **({"formulir": FORM} | other))
    return examples.told(files | {"surat.md": letter})


@pytest.mark.parametrize(
    ("letter", "line", "what", "remedy"),
    [
        ("Halo\n\n{{ isian.naama }}", 3, "'isian.naama' yang tidak ada", "{{ isian.nama }}"),
        ("{{ bila isian.punya }}\nYa", 1, "tidak ditutup", "{{ selesai }}"),
        ("a\n{{ untuk x dari isian.alat }}\n{{ x.jenis }}", 2, "tidak ditutup", "{{ selesai }}"),
        ("a\n{{ selesai }}", 2, "tanpa 'bila' atau 'untuk'", "hapus"),
        ("a\n{{ selain itu }}", 2, "tanpa 'bila' atau 'untuk'", "hapus"),
        ("a\n{{ bila isian.nama }}b{{ selesai }}", 2, "tidak menghasilkan ya atau tidak", 'isian.nama != ""'),
        ("{{ bila isian.nama > 3 }}b{{ selesai }}", 1, "tidak dapat dihitung", "jadikan 'isian: bilangan'"),
        ("{{ isian.nama + 1 }}", 1, "tidak dapat dihitung", "jadikan 'isian: bilangan'"),
        ("a\n\n{{ isian.nama", 3, "tidak ditutup", "dalam satu pasang kurung"),
        ("isian.nama }}", 1, "tidak dibuka", "dalam satu pasang kurung"),
        ("{{ untuk x dari isian.nama }}y{{ selesai }}", 1, "bukan daftar", "isian.alat"),
        ("{{ untuk alat isian.alat }}y{{ selesai }}", 1, "salah tulis", "untuk alat dari isian.alat"),
        ("{{ untuk surat dari isian.alat }}y{{ selesai }}", 1, "sudah berarti lain", "nama lain"),
        ("{{ untuk x dari isian.alat }}{{ x.merek }}{{ selesai }}", 1, "'x.merek' yang tidak ada", "x.jenis"),
        ("x\n{{ x.jenis }}", 2, "'x.jenis' yang tidak ada", "isian"),
        ("x\n{{ nomor }}", 2, "'nomor' yang tidak ada", "isian"),
        ("Merek\n{{ isian.merek }}", 2, "'isian.merek' bisa kosong: tidak wajib", '{{ bila isian.merek != "" }}'),
        ("Sampai {{ isian.sampai }}", 1, "'isian.sampai' bisa kosong", '{{ bila isian.sampai != "" }}'),
        ("Luas {{ isian.luas }}", 1, "bisa kosong: hanya ditanyakan bila isian.punya", "{{ bila isian.punya }}"),
        ("{{ bila !isian.punya }}{{ isian.luas }}{{ selesai }}", 1, "bisa kosong", "{{ bila isian.punya }}"),
        ("{{ bila isian.punya }}ya{{ selain itu }}{{ isian.luas }}{{ selesai }}", 1, "bisa kosong", "bila"),
        ("Alat: {{ isian.alat }}", 1, "'isian.alat' bisa kosong", "{{ bila size(isian.alat) > 0 }}"),
        ("{{ untuk x dari isian.alat }}\n{{ x.kapasitas }}\n{{ selesai }}", 2, "'x.kapasitas' bisa", "x.kapasitas"),
    ],
)  # fmt: skip
def test_is_told_with_its_line_and_how_to_mend_it(letter: str, line: int, what: str, remedy: str) -> None:
    (found,) = told(letter)
    assert found.startswith(f"surat.md:{line}: ")
    said, _, advice = found.partition("; ")
    assert what in said
    assert remedy in advice


@pytest.mark.parametrize(
    "letter",
    [
        '{{ bila isian.merek != "" }}Merek {{ isian.merek }}{{ selesai }}',
        '{{ isian.merek == "" ? "-" : isian.merek }}',
        '{{ isian.sampai == "" ? "selama berlaku" : isian.sampai }}',
        "{{ bila isian.punya }}\nLuas {{ isian.luas }} meter persegi.\n{{ selain itu }}\nTidak punya.\n{{ selesai }}",
        "{{ isian.punya }}, {{ isian.tempat }}",
        "{{ bila size(isian.alat) > 0 }}\n{{ isian.alat }}\n{{ selesai }}",
        "{{ untuk x dari isian.alat }}\n{{ nomor }}. {{ x.jenis }}\n{{ selesai }}",
        "{{ untuk x dari isian.alat }}{{ bila x.kapasitas > 0 }}{{ x.kapasitas }} kg{{ selesai }}{{ selesai }}",
        '{{ untuk x dari isian.alat.filter(a, a.jenis == "Timbangan") }}{{ x.jenis }}{{ selesai }}',
        "{{ pemegang.umur >= 17 ? 'dewasa' : 'anak' }}, {{ tambah_bulan(surat.tanggal, 12) }}",
    ],
)
def test_is_right(letter: str) -> None:
    assert told(letter) == []


NOTED = """
- setelah: pemeriksaan
  verifikasi: {pelaksana: kepala_seksi, kegiatan: verifikasi, uraian: Memeriksa., waktu: 1 jam,
    formulir: [hasil: {label: Hasil}]%s}
"""


def test_what_an_officer_notes_may_lack_where_his_step_is_passed_over() -> None:
    letter = "Hasil: {{ catatan.verifikasi.hasil }}"
    assert told(letter, tambahan=NOTED % "") == []
    (found,) = told(letter, tambahan=NOTED % ", lewati_bila: isian.punya")
    assert "langkah 'verifikasi' bisa dilewati" in found
    guarded = f"{{{{ bila !isian.punya }}}}{letter}{{{{ selesai }}}}"
    assert told(guarded, tambahan=NOTED % ", lewati_bila: isian.punya") == []


def test_what_is_noted_after_the_letter_is_drawn_is_not_known_to_it() -> None:
    late = NOTED.replace("pemeriksaan", "penandatanganan") % ""
    (found,) = told("Hasil: {{ catatan.verifikasi.hasil }}", tambahan=late)
    assert "belum diketahui ketika surat" in found


def test_a_letter_for_some_cases_may_ask_what_only_they_are_asked() -> None:
    product = "[surat: {surat: Izin, penanda_tangan: kepala_dinas, buku_nomor: surat, bila: isian.punya}]"
    assert told("Luas {{ isian.luas }}", produk=product) == []


@pytest.mark.parametrize(
    ("compared", "what"),
    [
        ("merek", None),
        ("[merek, tempat]", None),
        ("mereek", "isian 'mereek' tidak ada di formulir"),
        ("[merek, alat]", "isian 'alat' tidak bisa ditampilkan"),
    ],
)
def test_what_everybody_may_compare_is_asked_and_about_no_person(compared: str, what: str | None) -> None:
    found = told("Halo", produk=f"{{surat: Surat, penanda_tangan: kepala_dinas, disamakan: {compared}}}")
    assert len(found) == (what is not None)
    assert all(what in one for one in found if what)
