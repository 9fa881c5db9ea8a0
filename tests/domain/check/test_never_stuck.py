"""What a case could not do a second time, or before it is known, is refused; what can be done is let pass."""

import pytest

from tests import examples

BACK = "{pelaksana: tim_teknis, kegiatan: verifikasi, uraian: Sekali lagi, waktu: 1 jam, bila_tidak: kembali ke %s}"
LIMIT = (
    "{pelaksana: tim_teknis, kegiatan: teruskan, uraian: Sekali lagi, waktu: 1 jam,"
    " batas: {waktu: 3 hari kerja, oleh: loket, akibat: kembali ke %s}}"
)
PAY = "{setelah: pemeriksaan, bayar: {pelaksana: pemohon, kegiatan: bayar, dicatat_oleh: loket, uraian: Membayar}}"
FEE = "{dasar: Perda Nomor 1 Tahun 2024, rincian: [%s]}"
COSTS = FEE % "satu: {sebutan: Satu, tarif: 1000}"
ASKS = (
    "{setelah: pemeriksaan, tinjau: {pelaksana: tim_teknis, kegiatan: verifikasi, uraian: Meninjau, waktu: 1 jam,"
    " formulir: [kelas: {isian: pilihan, label: Kelas, pilihan: [a: A, b: B]}]%s}}"
)
BY_CLASS = FEE % "satu: {sebutan: Satu, tabel: {a: 1000, b: 2000}, menurut: catatan.tinjau.kelas}"
DAY = "[tgl: {isian: tanggal, label: Tanggal, wajib: tidak}]"
GUARDED = "lewati_bila: 'isian.tgl != \"\" && isian.tgl > hari_ini'"
SKIP = "{setelah: pemeriksaan, tinjau: {pelaksana: tim_teknis, kegiatan: verifikasi, uraian: T, waktu: 1 jam, %s}}"
PAPER = (
    "{setelah: pemeriksaan, s: {pelaksana: %s, kegiatan: %s, uraian: S, waktu: 1 jam, dicatat_oleh: loket,"
    " naskah: surat.md}}"
)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        # what is paid is not paid again
        (
            {"biaya": COSTS, "tambahan": f"[{PAY}, {{setelah: bayar, lagi: {BACK % 'bayar'}}}]"},
            "langkah 'lagi' kembali ke 'bayar', padahal tagihannya sudah lunas; kembali ke pemeriksaan",
        ),
        (
            {"biaya": COSTS, "tambahan": f"[{PAY}, {{setelah: bayar, lagi: {LIMIT % 'bayar'}}}]"},
            "padahal tagihannya sudah lunas",
        ),
        # a signed letter is in force: it is corrected or revoked, not made again
        (
            {"tambahan": f"[{{setelah: penandatanganan, lagi: {BACK % 'pemeriksaan'}}}]"},
            "suratnya sudah ditandatangani pada langkah 'penandatanganan'; hapus, atau pindahkan langkah ini",
        ),
        ({"tambahan": f"[{{setelah: penyerahan, lagi: {BACK % 'penandatanganan'}}}]"}, "kembali ke penyerahan"),
        ({"tambahan": f"[{{setelah: penandatanganan, lagi: {LIMIT % 'penomoran'}}}]"}, "sudah ditandatangani"),
        # one post would have to do what C11 forbids
        (
            {"tambahan": "[{setelah: pemeriksaan, t: {pelaksana: kepala_dinas, kegiatan: verifikasi, uraian: T,"
                         " waktu: 1 jam}}]"},
            "jabatan 'kepala_dinas' memeriksa di langkah 't' dan memutuskan di langkah 'penandatanganan'; pilih",
        ),
        # a price by what is found out too late, or not at all
        (
            {"biaya": BY_CLASS, "tambahan": f"[{ASKS.replace('pemeriksaan', 'penomoran') % ''}, {PAY}]"},
            "tarif 'satu' memakai 'catatan.tinjau.kelas', yang baru diketahui setelah pembayaran",
        ),
        (
            {"biaya": BY_CLASS,
             "formulir": "[x: {isian: ya_tidak, label: X}]",
             "tambahan": f"[{ASKS % ', lewati_bila: isian.x'}, {PAY.replace('pemeriksaan', 'tinjau')}]"},
            "Tabel tarif Satu tidak punya baris",
        ),
        # a letter about which it is found out too late
        (
            {"produk": "{surat: S, penanda_tangan: kepala_dinas, bila: 'catatan.tinjau.kelas == \"a\"'}",
             "tambahan": f"[{ASKS.replace('pemeriksaan', 'penandatanganan') % ''}]"},
            "surat 'surat' bergantung pada 'catatan.tinjau.kelas'",
        ),
        # a date that may be missing
        (
            {"formulir": DAY, "tambahan": f"[{SKIP % 'lewati_bila: isian.tgl > hari_ini'}]"},
            'tidak dapat dihitung bila hari_ini = 1 Januari 2026, Tanggal = (kosong); wajibkan tanggalnya, atau tulis'
            ' \'isian.tgl != "" && ...\'',
        ),
        # letters that nobody would ever see
        ({"tambahan": f"[{PAPER % ('tim_teknis', 'survei_lapangan')}]"}, "naskah 'surat.md' tidak akan dicetak"),
        ({"tambahan": f"[{PAPER % ('pemohon', 'tanggapi')}]"}, "tidak ada penanda tangannya"),
        # a decision table that leaves a case undecided
        (
            {"keputusan": "[ya: {sebutan: Ya, bila: data.terdaftar}]",
             "tambahan": "[{setelah: pemeriksaan, c: {pelaksana: loket, kegiatan: cek_data, uraian: C,"
                         " waktu: 1 jam}}]"},
            "tidak ada baris tabel keputusan yang cocok bila data.terdaftar = tidak; tambahkan baris terakhir",
        ),
    ],
)  # fmt: skip
def test_refuses_what_would_stand_still(words: dict[str, str], says: str) -> None:
    found = examples.findings("", **words)
    assert any(says in finding for finding in found), found
    assert len(found) == 1, found


@pytest.mark.parametrize(
    "words",
    [
        # past a payment that is paid, and past a signature to what comes after it
        {"biaya": COSTS, "tambahan": f"[{PAY}, {{setelah: bayar, lagi: {BACK % 'pengajuan'}}}]"},
        {"tambahan": f"[{{setelah: penyerahan, lagi: {BACK % 'penyerahan'}}}]"},
        # a price by what is found out in time
        {"biaya": BY_CLASS, "tambahan": f"[{ASKS % ''}, {PAY.replace('pemeriksaan', 'tinjau')}]"},
        # a date that may be missing, with a guard
        {"formulir": DAY, "tambahan": f"[{SKIP % GUARDED}]"},
    ],
)
def test_lets_pass_what_can_be_carried_out(words: dict[str, str]) -> None:
    assert examples.findings("", **words) == []
