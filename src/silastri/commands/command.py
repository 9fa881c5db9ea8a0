"""The ``silastri`` command: ``silastri --help`` lists what it can do."""

import os
import sys
import tempfile
from pathlib import Path

USAGE = """silastri <perintah>

  standard check PATH...      periksa definisi layanan
  standard show PATH          ceritakan dengan kata-kata apa yang akan berjalan
  standard preview PATH       lihat dan coba di peramban sebelum diterbitkan
  standard letter PATH        satu surat dengan isian contoh, PDF: --isi penuh|kosong|panjang > surat.pdf
  standard diff LAMA BARU     apa yang berbeda, dengan kata-kata
  standard new PATH           tanya beberapa hal, lalu tulis definisi pertama
  standard schema MAP         tulis JSON Schema untuk penyunting teks
  publish PATH...             terbitkan kantor dan layanan dari map standards/
  walk KANTOR/LAYANAN         jalankan satu permohonan latihan lewat semua langkahnya
  letter verify BERKAS.pdf    periksa keaslian surat; dengan --di-bsre: tanya server BSrE
  letter renew-timestamp BERKAS HASIL
                              beri surat B-LTA stempel waktu arsip baru
  audit verify [--office K]   periksa kartu kendali baris demi baris, segel harian, jawaban penanda tangan,
                              dan log akses (kode keluar 1: ada yang tidak cocok)
  seals make|check            buat segel harian; periksa semua segel dan baris
  survey-sums check|mend      cocokkan jumlah jawaban survei dengan jawabannya, atau hitung ulang
  measures remake --office K --from ISO --to ISO
                              hitung ulang ukuran harian dari kartu kendali
  letter-key rotate --office K
                              ganti kunci yang menandatangani kode QR surat
  letter-key leaked KID --office K
                              nyatakan satu kunci bocor
  doctor                      periksa pemasangan: apa yang salah, dan apa yang harus dilakukan
  health                      periksa pekerja, pesan, dan cadangan; singkat, untuk cron dan pemantau
  keys list|rotate|retire     lihat, ganti, atau pensiunkan kunci data; dengan --session: kunci sesi
  due --office K --from ISO --for "7 hari kerja"
                              hitung batas waktu
  ikm BERKAS.csv [--dilayani N]
                              hitung indeks kepuasan dari kolom u1 sampai u9, sebagai JSON
  files copy --to TUJUAN      salin berkas tersimpan ke map atau S3 (s3://ember/awalan), dan kembali
  serve                       jalankan web dan pekerja
  worker                      jalankan pekerja saja
  gateway                     jalankan gerbang pesan contoh, yang tidak mengirim apa pun
  demo                        siapkan orang dan permohonan contoh (dipakai make run)
  backup [TUJUAN]             cadangkan semua data, tersandi, sambil orang bekerja
  backup-key                  kunci cadangan, untuk dicetak dan disimpan di brankas
  restore ASAL RUMAH          pulihkan cadangan ke map kosong
  drill [ASAL]                pulihkan cadangan terakhir ke tempat latihan dan periksa semuanya
  registry import BERKAS --office K --map PETA.yaml
                              impor data sosial dari ekspor CSV atau XLSX
  registry list|remove --office K
                              lihat periode data sosial, atau hapus satu
  bsre check                  periksa sambungan ke server BSrE dan sertifikat penanda tangan
  bsre fake; bsre tell        jalankan simulasi server BSrE; atur tingkahnya
  officer, signer             tambah petugas; beri kunci tanda tangan
  upgrade                     salin basis data, ubah ke versi ini, periksa; bila gagal, kembali seperti semula
  migrate                     siapkan basis data

silastri PERINTAH --help menjelaskan tiap perintah."""


def main() -> None:
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(USAGE)
        return
    if arguments[0] == "standard":
        # Needs no home and no database; a preview makes its own.
        from . import standard  # noqa: PLC0415 - not every command reads definitions

        sys.exit(standard.main(arguments[1:]))
    if arguments[0] == "gateway":
        from . import gateway  # noqa: PLC0415 - only this command serves it

        sys.exit(gateway.main(arguments[1:]))
    if arguments[0] == "ikm":
        from . import ikm  # noqa: PLC0415 - needs neither home nor database

        sys.exit(ikm.main(arguments[1:]))
    if arguments[0] == "restore":
        from . import restore  # noqa: PLC0415 - makes a home, so it must not open one

        sys.exit(restore.main(arguments[1:]))
    if arguments[0] == "files":
        _set_up()
        from . import files  # noqa: PLC0415 - needs the settings

        sys.exit(files.main(arguments[1:]))
    if arguments[0] == "walk":
        with tempfile.TemporaryDirectory(prefix="silastri-latihan-") as practice:
            _practise_in(Path(practice))
            _django(arguments)
        return
    _django(arguments)


_REAL = tuple(
    f"SILASTRI_{name}"
    for name in (
        *("DATABASE", "DATABASE_DIRECT", "FILES", "REDIS", "DEMO", "SIGNER", "SIGNING_KEYS"),
        *("PAYMENT", "WHATSAPP", "SMS", "EMAIL"),
    )
)


def _practise_in(folder: Path) -> None:
    """A walk leaves no trace: it has its own home, and uses only the signing authority of the real one."""
    home = Path(os.environ.get("SILASTRI_HOME", "var"))
    os.environ.setdefault("SILASTRI_KEYS", str(home / "keys"))
    os.environ["SILASTRI_HOME"] = str(folder)
    (folder / "LATIHAN").write_text("Latihan: dihapus begitu selesai.\n", encoding="utf-8")
    os.environ["SILASTRI_URL"] = "http://localhost"
    os.environ["SILASTRI_STATIC_NAMES"] = "plain"
    # What is practised must not be signed, paid or sent for real.
    for name in _REAL:
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "silastri.config.settings")
    import django  # noqa: PLC0415 - settings must be named first

    django.setup()


def _django(arguments: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "silastri.config.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings must be named first

    execute_from_command_line(["silastri", arguments[0].replace("-", "_"), *arguments[1:]])
