"""What runs by itself: the worker, its duties, messages, sealing, backups."""

from datetime import datetime, timedelta

from django.conf import settings

from silastri.apps.accounts import broken as broken_seals
from silastri.apps.accounts import resealing
from silastri.apps.offices import queries as offices
from silastri.journey.office import running, safety

from .check import Finding, broken, good, watch

_FAILED = timedelta(days=1)


def worker(at: datetime) -> Finding:
    told = running.worker_silent(at)
    if told:
        return broken(told, "Jalankan ulang pekerja: systemctl restart silastri-worker")
    return good("Pekerja berjalan.")


def duties(at: datetime) -> Finding:
    failed = [one.name for one in running.duties() if one.failed_at and at - one.failed_at < _FAILED]
    if failed:
        sentence = f"{len(failed)} pekerjaan otomatis gagal dalam sehari terakhir."
        return watch(sentence, "Lihat yang mana pada halaman Keadaan sistem, dan sebabnya pada log server.")
    return good("Tidak ada pekerjaan otomatis yang gagal.")


def channels(at: datetime) -> Finding:
    troubled = [f"{one.name}: {one.trouble}" for one in running.lines(at) if one.trouble]
    if troubled:
        return broken(" ".join(troubled), "Periksa akun dan kunci penyedia pesan itu, lalu pulsa atau saldonya.")
    return good("Pesan dapat dikirim.")


def sealed(at: datetime) -> Finding:
    if found := broken_seals.found():
        sentence = f"{len(found)} isian tidak dapat dibuka, yang pertama {found[0]}: kuncinya hilang, atau ada yang "
        remedy = "Pulihkan kunci dari cadangan. Bila kunci lengkap, periksa siapa yang mengubah basis data."
        return broken(sentence + "mengubahnya.", remedy)
    waiting = [one for one in resealing.progress(at) if one.clean_at is None]
    if waiting:
        return good(f"Penyegelan ulang berjalan, {len(waiting)} bagian belum selesai.")
    return good("Semua isian tersegel dengan kunci yang sekarang.")


def personal_data(at: datetime) -> Finding:
    """Whether each office's notice tells whom to ask (UU 27/2022 art. 21 and 53)."""
    named = ((office, offices.definition(office).personal_data) for office in offices.offices())
    if without := [office.name for office, told in named if not (told.officer or told.contact)]:
        sentence = f"Belum disebut siapa yang mengurus data pribadi di {', '.join(without)}."
        return watch(sentence, "Tulis data_pribadi (petugas atau kontak) di kantor.yaml, lalu terbitkan lagi.")
    return good("Setiap kantor menyebut siapa yang mengurus data pribadi.")


def backup(at: datetime) -> Finding:
    if not settings.BACKUP.target:
        return watch(
            "Data tidak dicadangkan.", "Isi SILASTRI_BACKUP dengan map di disk lain, lalu jalankan silastri backup-key."
        )
    if alarms := safety.alarms(at):
        return broken(" ".join(alarms), "Jalankan silastri backup dan silastri drill, lalu baca pesannya.")
    return good("Cadangan dibuat dan diuji pulih pada waktunya.")
