"""The machine: disk, memory, folders, keys, files of the pages."""

import os
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings

from .check import Finding, broken, good, watch

LOW_DISK = 10  # percent free, below which somebody must look
_NO_DISK = 3
_LOW_MEMORY = 200  # MB
_MEMORY = Path("/proc/meminfo")


def disk(at: datetime) -> Finding:
    found = shutil.disk_usage(settings.HOME)
    percent = found.free * 100 // found.total
    sentence = f"Ruang disk tinggal {percent} persen ({found.free // 10**9} GB)."
    remedy = f"Hapus berkas yang tidak dipakai di luar {settings.HOME}, atau tambah disk. Jangan hapus isi map itu."
    if percent < _NO_DISK:
        return broken(sentence, remedy)
    return watch(sentence, remedy) if percent < LOW_DISK else good(sentence)


def memory(at: datetime) -> Finding:
    try:
        told = dict(line.split(":", 1) for line in _MEMORY.read_text().splitlines())
        free = int(told["MemAvailable"].split()[0]) // 1024
    except (OSError, KeyError, ValueError):
        return good("Memori tidak dapat dibaca di mesin ini.")
    sentence = f"Memori yang masih tersedia {free} MB."
    if free < _LOW_MEMORY:
        return watch(sentence, "Tutup program lain di server ini, atau tambah memori.")
    return good(sentence)


def home(at: datetime) -> Finding:
    open_ones = [path for path in (settings.HOME, settings.HOME / "files") if path.stat().st_mode & 0o077]
    if open_ones:
        names = " ".join(map(str, open_ones))
        return broken(f"Map data dapat dibaca pengguna lain di server: {names}.", f"Jalankan: chmod 700 {names}")
    if not os.access(settings.HOME, os.W_OK):
        return broken(f"{settings.HOME} tidak dapat ditulisi.", "Periksa pemilik map itu dan apakah disk terkunci.")
    return good("Map data hanya dapat dibaca oleh server ini.")


def keys(at: datetime) -> Finding:
    files = [path for path in settings.KEYS.iterdir() if path.is_file() and path.suffix in (".key", ".p12", ".retired")]
    open_ones = [path for path in (settings.KEYS, *files) if path.stat().st_mode & 0o077]
    if open_ones:
        names = " ".join(map(str, open_ones))
        return broken("Kunci dapat dibaca pengguna lain di server.", f"Jalankan: chmod go-rwx {names}")
    ring = settings.KEYRING.ring(anew=True)
    return good(f"Kunci tertutup bagi pengguna lain. Kunci data yang dipakai: nomor {ring.newest.number}.")


def static_files(at: datetime) -> Finding:
    hashed = str(settings.STORAGES["staticfiles"]["BACKEND"]).startswith("whitenoise")
    if hashed and not (settings.STATIC_ROOT / "staticfiles.json").exists():
        return broken("Berkas tampilan belum disiapkan; halaman tidak dapat dibuka.", "Jalankan: silastri serve")
    return good("Berkas tampilan ada.")
