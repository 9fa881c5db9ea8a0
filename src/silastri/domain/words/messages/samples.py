"""What templates and their places are called on pages, with invented values to look at them."""

from dataclasses import dataclass

from .template import PLACE, Purpose, Template, places

GROUPS = {
    Purpose.NEEDED: "Yang harus diketahui warga",
    Purpose.PROGRESS: "Kabar kemajuan untuk warga",
    Purpose.WORK: "Untuk petugas dan pihak lain",
    Purpose.ASKED: "Yang baru saja diminta penerimanya",
}

# What each message is called, and when it goes out.
TITLES = {
    "news": ("Kabar penting permohonan", "Ada yang harus dilakukan pemohon, atau sudah diputuskan."),
    "progress": ("Kabar kemajuan permohonan", "Langkah selesai, dan pemohon tidak perlu berbuat apa-apa."),
    "survey_invited": ("Survei kepuasan", "Sesudah surat diterima."),
    "limit": ("Pengingat batas waktu pemohon", "Sebelum waktu pemohon untuk satu langkah habis."),
    "visit": ("Jadwal kunjungan tim", "Tim sudah menentukan kapan datang."),
    "slot_chosen": ("Jadwal dipilih", "Pemohon memilih atau mengganti jadwalnya."),
    "slot_tomorrow": ("Besok jadwal Anda", "Sehari sebelum jadwal pemohon."),
    "slot_given_up": ("Jadwal dibatalkan", "Jadwal pemohon dibatalkan."),
    "slot_absent": ("Tidak hadir", "Pemohon tidak datang pada jadwalnya."),
    "renewal": ("Surat hampir berakhir", "Sebelum masa berlaku surat habis."),
    "duty_due": ("Kewajiban ditunggu", "Sebelum dan sesudah hari terakhir sebuah kewajiban."),
    "revoked": ("Surat dicabut", "Surat pemegang dicabut."),
    "revocation_lifted": ("Pencabutan dibatalkan", "Surat yang dicabut berlaku lagi."),
    "correction_begun": ("Salah tulis diperbaiki", "Kantor mulai memperbaiki surat."),
    "arrived": ("Berkas baru untuk petugas", "Permohonan sampai di meja petugas."),
    "sent_back": ("Berkas dikembalikan kepada petugas", "Langkah berikutnya mengembalikan berkas."),
    "due_soon": ("Pengingat batas waktu petugas", "Sebelum batas waktu langkah petugas."),
    "late_below": ("Terlambat di bawah atasan", "Berkas lewat batas, dan atasannya diminta membantu."),
    "digest": ("Ringkasan pagi", "Setiap pagi, kepada petugas yang memilihnya."),
    "several": ("Beberapa kabar dijadikan satu", "Banyak kabar untuk satu petugas datang bersamaan."),
    "mentioned": ("Catatan dari rekan", "Petugas disebut di sebuah catatan."),
    "passed_on": ("Berkas dioper", "Rekan mengoper berkas kepada petugas."),
    "desk_asked": ("Petugas diminta pendapat", "Jabatan di kantor ini ditanya."),
    "partner_asked": ("Pihak lain diminta pendapat", "Pihak di luar kantor ditanya."),
    "duty_handed_in": ("Kewajiban diserahkan", "Laporan kewajiban sampai di meja petugas."),
    "complaint_answered": ("Pengaduan dijawab", "Kantor menjawab pengaduan."),
    "complaint_to_complete": ("Pengaduan perlu dilengkapi", "Kantor meminta keterangan kepada pengadu."),
    "complaint_lapsed": ("Pengaduan dianggap dicabut", "Keterangan pengadu tidak datang sampai batasnya."),
    "complaint_arrived": ("Pengaduan untuk petugas", "Pengaduan sampai di meja petugas."),
    "complaint_due_soon": ("Pengingat batas waktu pengaduan", "Sebelum batas waktu pengaduan."),
    "complaint_late": ("Pengaduan terlambat di bawah atasan", "Pengaduan lewat batas, dan atasannya diminta membantu."),
    "disposal_proposed": ("Daftar arsip menunggu", "Daftar arsip menunggu persetujuan."),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a text: its name on pages, and what may stand there, usual and very long."""

    label: str
    sample: str
    longest: str


_LONG_SERVICE = "Surat Izin Pemakaian Gedung dan Lapangan Milik Pemerintah Daerah"
PLACES = {
    "link": Place(
        "Tautan",
        "https://silastri.contoh.go.id/permohonan/RH-26-ABCD-EF/",
        "https://silastri.kabupaten-contoh.go.id/petugas/permohonan/DPMPTSP-26-ABCD-EFGH/#catatan",
    ),
    "what": Place("Yang terjadi", "Berkas Anda lengkap", "Batas waktu dihitung ulang karena hari libur berubah"),
    "then": Place(
        "Selanjutnya",
        "Sekarang: Penomoran.",
        "Ambil di DPMPTSP Kabupaten Contoh dengan membawa KTP atau tanda terima. Kami juga minta pendapat Anda tentang "
        "layanan ini, tanpa nama: ada di halaman permohonan. Pilih jadwal Anda di halaman permohonan atau di loket.",
    ),
    "service": Place("Layanan", "Surat rekomendasi", _LONG_SERVICE),
    "ref": Place("Nomor pendaftaran", "RH-26-ABCD-EF", "DPMPTSP-26-ABCD-EFGH"),
    "step": Place("Langkah", "Penomoran", "Tanda tangan Kepala Dinas dan pengembalian uang jaminan"),
    "post": Place("Jabatan", "Back Office", "Kepala Bidang Pelayanan Perizinan dan Nonperizinan"),
    "due": Place("Batas waktu", "Senin, 16 November 2026 pukul 14.00 WIB", "Senin, 16 November 2026 pukul 14.00 WIB"),
    "until": Place("Paling lambat", "Senin, 16 November 2026", "Senin, 16 November 2026 pukul 14.00 WIB"),
    "when": Place("Waktu", "Senin, 16 November 2026 pukul 09.00", "seharusnya sudah ada pada 16 November 2026"),
    "place": Place("Tempat", "Loket 2", "Ruang Rapat Lantai 2, Mal Pelayanan Publik, Jalan Merdeka Nomor 100"),
    "letter": Place("Surat", "Surat Izin Keramaian", _LONG_SERVICE),
    "number": Place("Nomor surat", "500/0001/DPMPTSP/2026", "500.16.7.4/0001/DPMPTSP-SKR/SIPTM/XI/2026"),
    "ends": Place("Berakhir", "16 November 2026", "16 November 2026"),
    "label": Place("Kewajiban", "Laporan setelah acara", "Laporan produksi dan kunjungan pembinaan enam bulanan"),
    "since": Place("Mulai", "16 November 2026", "16 November 2026"),
    "ground": Place(
        "Alasan", "Syarat tidak dipenuhi lagi", "Pemegang tidak menjalankan kewajiban yang ditulis di surat"
    ),
    "office": Place("Kantor", "DPMPTSP Kabupaten Contoh", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
    "object_until": Place("Batas keberatan", "16 November 2026", "16 November 2026"),
    "said": Place("Isi percobaan", "Kabar untuk Anda. Nomor pendaftaran: RH-26-ABCD-EF", "Kabar untuk Anda. " * 30),
    "told": Place("Kabar", "Berkas lengkap. Nomor pendaftaran: RH-26-ABCD-EF", "Kabar untuk keluarga Anda. " * 20),
    "code": Place("Kode", "123456", "123456"),
    "new": Place("Berkas baru", "3", "120"),
    "today": Place("Batas waktu hari ini", "2", "120"),
    "late": Place("Lewat batas waktu", "1", "120"),
    "to_sign": Place("Menunggu tanda tangan", "4", "120"),
    "mentions": Place("Catatan rekan", "1", "120"),
    "below": Place("Lewat batas waktu di bawah Anda", "2", "120"),
    "back": Place("Dikembalikan", "1", "120"),
    "passed_on": Place("Dioper rekan", "1", "120"),
    "soon": Place("Hampir sampai batas waktu", "2", "120"),
    "sentence": Place(
        "Sampai di mana",
        "Langkah 2 dari 7, di Back Office sejak kemarin.",
        "Langkah 12 dari 14, di Kepala Bidang Pelayanan sejak Senin.",
    ),
    "example": Place("Contoh", "RH-26-ABCD-EF", "ADUAN loket tutup sebelum waktunya"),
    "hours": Place(
        "Jam kerja",
        "Hari ini kami buka sampai pukul 16.00 WIB.",
        "Kantor sedang tutup dan buka lagi Senin, 16 November.",
    ),
    "word": Place("Kata", "LANJUT", "BERHENTI"),
    "words": Place("Yang dapat dikirim", "Kirim nomor pendaftaran.", "Kirim nomor pendaftaran, ADUAN, atau SKM."),
    "count": Place("Jumlah", "12", "1200"),
}


# Those that are the same for every office: a manager reads of them only where a provider must approve them.
_HOUSE_TITLES = {
    "activation": "Akun: tautan untuk mengaktifkan",
    "has_account": "Akun: sudah punya akun",
    "no_account": "Akun: belum punya akun",
    "new_password": "Akun: kata sandi baru",
    "new_number": "Akun: nomor baru",
    "new_number_later": "Akun: nomor baru dari loket",
    "number_asked": "Akun: loket mencatat nomor lain",
    "old_number_code": "Akun: kode ke nomor lama",
    "number_changed": "Akun: nomor diganti",
    "account_changed": "Akun: ada yang berubah",
    "name_mended": "Akun: nama dibetulkan",
    "nik_released": "Akun: NIK dilepas",
    "activation_code": "Akun: kode untuk mengaktifkan",
    "password_code": "Akun: kode kata sandi",
    "not_proved": "Akun: nomor belum terbukti",
    "prove_address": "Alamat: pos-el baru",
    "ask_trusted": "Alamat: orang kepercayaan ditanya",
    "try_address": "Alamat: pesan percobaan",
    "for_another": "Kabar lewat orang kepercayaan",
    "news_for_another": "Kabar permohonan lewat orang kepercayaan",
    "answer": "Percakapan: jawaban petugas",
    "whereabouts": "Percakapan: sampai di mana",
    "ref_unknown": "Percakapan: nomor tidak ditemukan",
    "ask_ref": "Percakapan: minta nomor pendaftaran",
    "complaint_received": "Pengaduan: diterima",
    "complaint_heard": "Percakapan: aduan diterima",
    "complaint_empty": "Percakapan: aduan kosong",
    "survey_link": "Percakapan: survei",
    "progress_stopped": "Percakapan: kabar kemajuan berhenti",
    "progress_resumed": "Percakapan: kabar kemajuan lagi",
    "please_write": "Percakapan: tolong tulis",
    "help": "Percakapan: bantuan",
    "person_answers": "Percakapan: petugas akan menjawab",
    "after_hours": "Percakapan: di luar jam kerja",
    "something_to_read": "Ada yang perlu dibaca",
    "backup_news": "Cadangan data",
    "data_request_received": "Data pribadi: permintaan diterima",
    "data_request_answered": "Data pribadi: permintaan dijawab",
    "data_request_arrived": "Data pribadi: permintaan untuk petugas",
    "data_breached": "Data pribadi: kegagalan pelindungan",
    "trial": "Percobaan teks pesan",
}


_SPOKEN = {name: place.label.lower().replace(" ", "_") for name, place in PLACES.items()}
_READ = {spoken: name for name, spoken in _SPOKEN.items()}


def spoken(pattern: str) -> str:
    """The text with its places as people who write it read them: ``{nomor_pendaftaran}``."""
    return PLACE.sub(lambda place: f"{{{_SPOKEN.get(place[1], place[1])}}}", pattern)


def read(typed: str) -> str:
    """The pattern that somebody wrote so. What names no place stays as it is, and the check tells it."""
    return PLACE.sub(lambda place: f"{{{_READ.get(place[1], place[1])}}}", typed)


def title(key: str) -> str:
    return TITLES[key][0] if key in TITLES else _HOUSE_TITLES[key]


def values(template: type[Template], *, longest: bool = False) -> dict[str, str]:
    """An invented value for each place of the house's text."""
    found = {name: PLACES[name] for name in dict.fromkeys(places(template.pattern))}
    return {name: place.longest if longest else place.sample for name, place in found.items()}
