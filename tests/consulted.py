"""An invented office whose services ask others: another institution inside the case, several opinions at one step, and
work that splits and joins inside the office."""

from functools import cache
from pathlib import Path

from silastri.domain.definition.definition import Definition, read_office, read_service
from silastri.domain.definition.office import Office
from tests.builders import Town, a_town

OFFICE = """kantor: Dinas Perizinan Contoh
pemerintah: Pemerintah Kabupaten Contoh
kode: CTH
singkatan: Dinas Contoh
tempat: Kota Contoh
jam_kerja: {senin: 08.00-16.00, selasa: 08.00-16.00, rabu: 08.00-16.00, kamis: 08.00-16.00, jumat: 08.00-16.00}
jabatan:
  - loket: Petugas Loket
  - back_office: Petugas Back Office
  - ahli_muda: Ahli Muda
  - ahli_hukum: Analis Hukum
  - penata_ruang: Penata Ruang
  - kepala: Kepala Dinas
buku_nomor:
  - surat: "{urut:03}/CTH/{tahun}"
"""
STANDARD = """layanan: %(name)s
jenis: perizinan
berlaku_sejak: 2026-01-02
dasar_hukum: [Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik]
persyaratan:
  - ktp: Fotokopi KTP
  - denah: Denah tempat
  - surat_sakit: Surat dokter
    wajib: tidak
prosedur: [Pemohon mengajukan, kantor meminta pendapat, surat diterbitkan.]
jangka_waktu: 30 hari kerja
biaya: 0
produk:
  surat: Surat Izin
  penanda_tangan: kepala
sarana: [Loket]
kompetensi: [Memahami pelayanan]
pengawasan: [Atasan langsung]
pengaduan: ["Pos-el: layanan@contoh.example"]
jumlah_pelaksana: 4
jaminan_pelayanan: [Kepastian waktu]
jaminan_keamanan: [Surat memuat kode QR]
evaluasi: [Survei Kepuasan Masyarakat]
formulir:
  - alamat_usaha: {label: Alamat usaha}
  - skala: {isian: pilihan, label: Skala usaha, pilihan: [{kecil: Kecil}, {besar: Besar}]}
"""
SOP = """nama: %(name)s
langkah:
  - pengajuan: {pelaksana: pemohon, kegiatan: ajukan, uraian: Mengajukan permohonan., waktu: 10 menit}
  - pemeriksaan:
      pelaksana: loket
      kegiatan: periksa
      uraian: Memeriksa kelengkapan berkas.
      waktu: 1 jam
      bila_tidak: kembali ke pengajuan
%(ask)s  - penomoran: {pelaksana: loket, kegiatan: nomori, uraian: Memberi nomor., waktu: 10 menit}
  - penandatanganan: {pelaksana: kepala, kegiatan: tandatangani, uraian: Menandatangani surat., waktu: 1 hari kerja}
  - penyerahan: {pelaksana: loket, kegiatan: serahkan, uraian: Menyerahkan surat., waktu: 10 menit}
"""
# Another institution supplies a fact, and another decides.
INSIDE = """  - kajian_bersama:
      pelaksana: back_office
      kegiatan: minta_pendapat
      uraian: Meminta hasil pemeriksaan dan rekomendasi.
      waktu: 10 hari kerja
      pihak:
        - puskesmas:
            sebutan: Puskesmas Contoh
            memberi: fakta
            kontak: 0812 0000 0444
            uraian: Bagaimana hasil pemeriksaan air di tempat usaha?
            waktu: 5 hari kerja
            boleh_melihat: [denah, alamat_usaha, pemohon]
            formulir:
              - air_layak: {isian: ya_tidak, label: Air layak}
              - kuman: {isian: bilangan, label: Jumlah kuman, bila: "!catatan.kajian_bersama.puskesmas.air_layak"}
        - balai:
            sebutan: Balai Contoh
            memberi: keputusan
            berkas: ya
            waktu: 7 hari kerja
      bila_tidak: [tolak, kembali ke pemeriksaan]
  - pembinaan:
      pelaksana: back_office
      kegiatan: verifikasi
      uraian: Membina tempat usaha yang airnya belum layak.
      waktu: 3 hari kerja
      lewati_bila: catatan.kajian_bersama.puskesmas.air_layak
"""
# Bodies side by side, one of them only for large ones, and a panel of the office with one conclusion.
SIDE_BY_SIDE = """  - kajian_bersama:
      pelaksana: back_office
      kegiatan: minta_pendapat
      uraian: Apakah usaha ini dapat diizinkan di tempat itu?
      waktu: 10 hari kerja
      pihak:
        - desa: {sebutan: Kantor Desa Contoh, memberi: pertimbangan, waktu: 5 hari kerja}
        - camat: {sebutan: Kantor Camat Contoh, memberi: pertimbangan, bila: isian.skala == "besar"}
        - ahli: {jabatan: ahli_muda, memberi: keputusan, waktu: 3 hari kerja}
        - hukum: {jabatan: ahli_hukum, memberi: pertimbangan, waktu: 3 hari kerja}
      formulir:
        - syarat: {label: Syarat tambahan, bila: 'catatan.kajian_bersama.desa.pendapat != "setuju"'}
      bila_tidak: [tolak, kembali ke pemeriksaan]
"""
# Two of the office work at the same time, and one joins what they found.
SPLIT = """  - telaah:
      pelaksana: back_office
      kegiatan: minta_pendapat
      uraian: Menelaah tata ruang dan hukum secara bersamaan.
      waktu: 4 hari kerja
      pihak:
        - ruang:
            jabatan: penata_ruang
            memberi: fakta
            uraian: Menghitung luas menurut rencana tata ruang.
            waktu: 3 hari kerja
            formulir: [{luas: {isian: bilangan, label: Luas (meter persegi)}}]
        - hukum:
            jabatan: ahli_hukum
            memberi: fakta
            uraian: Menelaah status tanah.
            waktu: 2 hari kerja
            formulir: [{sengketa: {isian: ya_tidak, label: Ada sengketa}}]
      bila_tidak: kembali ke pemeriksaan
"""
LETTERS = {
    "kesehatan": "Izin bagi {{ pemohon.nama }}. {{ bila catatan.kajian_bersama.puskesmas.dijawab }}"
    "Air layak: {{ catatan.kajian_bersama.puskesmas.air_layak }}.{{ selesai }}",
    "keramaian": "Diberikan izin kepada {{ pemohon.nama }}. {{ bila catatan.kajian_bersama.desa.dijawab }}"
    "Desa: {{ catatan.kajian_bersama.desa.pendapat }}.{{ selesai }}",
    "bangunan": "Diberikan izin kepada {{ pemohon.nama }}. {{ bila catatan.telaah.ruang.dijawab }}"
    "Luas {{ catatan.telaah.ruang.luas }} meter persegi.{{ selesai }}",
}
ASKS = {"kesehatan": INSIDE, "keramaian": SIDE_BY_SIDE, "bangunan": SPLIT}


def texts(service: str, ask: str = "") -> dict[str, str]:
    name = {"name": f"Izin {service.capitalize()} Contoh"}
    return {
        "standar.yaml": STANDARD % name,
        "sop.yaml": SOP % (name | {"ask": ask or ASKS[service]}),
        "surat.md": LETTERS[service],
    }


@cache
def office() -> Office:
    found, findings = read_office(OFFICE)
    assert found, findings
    return found


@cache
def definition(service: str) -> Definition:
    reading = read_service(texts(service))
    assert reading.definition, reading.findings
    return reading.definition


def folder(at: Path) -> Path:
    """The office with its services, written down there."""
    here = at / "contoh"
    here.mkdir()
    (here / "kantor.yaml").write_text(OFFICE)
    for service in ASKS:
        (here / service).mkdir()
        for name, text in texts(service).items():
            (here / service / name).write_text(text)
    return here


def consulting(at: Path) -> Town:
    return a_town(folder(at))
