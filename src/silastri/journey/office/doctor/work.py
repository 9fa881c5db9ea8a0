"""What runs by itself: the worker, its duties, messages, sealing, backups."""

from datetime import datetime, timedelta

from silastri.apps.accounts import broken as broken_seals
from silastri.apps.accounts import resealing
from silastri.apps.beats import queries as beats
from silastri.journey.office import running

from .check import Finding, broken, good, watch

_BACKUP = timedelta(hours=36)
_FAILED = timedelta(days=1)


def worker(at: datetime) -> Finding:
    told = running.worker_silent(at)
    if told:
        return broken(told, "Jalankan ulang layanan SILASTRI: systemctl restart silastri")
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


def backup(at: datetime) -> Finding:
    last = beats.beats().get(running.BACKUP)
    remedy = "Jalankan cadangan, dan pastikan cadangan harian terjadwal."
    if last is None:
        return watch("Belum ada cadangan yang tercatat.", remedy)
    if at - last.at > _BACKUP:
        return broken(f"Cadangan terakhir {(at - last.at).days} hari lalu.", remedy)
    return good("Cadangan terakhir kurang dari 36 jam lalu.")
