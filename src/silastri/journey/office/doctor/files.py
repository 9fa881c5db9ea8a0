"""Where stored files are: whether it answers, whose they are, and whether what is lost there can be brought back."""

import secrets
from datetime import datetime
from itertools import islice

from django.core.files.base import ContentFile
from django.core.files.storage import Storage

from silastri.apps.documents import ahead
from silastri.domain.refusal import Away

from .check import Finding, broken, good, watch

_LOOKED_AT = 20


def place(at: datetime) -> Finding:
    if (store := ahead.elsewhere()) is None:
        return good("Berkas disimpan di map data server ini.")
    objects = store.objects
    try:
        if not _keeps(store):
            return broken(f"{objects.address} tidak menyimpan berkas dengan utuh.", "Hubungi pengelola penyimpanan S3.")
        listed = [key for key, _ in islice(objects.listed(), _LOOKED_AT)]
    except (Away, OSError):
        remedy = "Periksa SILASTRI_FILES_ENDPOINT, _KEY, _SECRET dan jaringan; sebabnya ada pada log server."
        return broken(f"Tempat berkas {objects.address} tidak menjawab atau menolak.", remedy)
    if listed and not any(store.name_at(key) for key in listed):
        sentence = f"Berkas di {objects.address} bukan dari pemasangan ini, atau kunci data di server ini lain."
        return broken(sentence, "Pakai map kunci (SILASTRI_KEYS) yang sama di semua server, atau awalan yang kosong.")
    if not objects.keeps_versions():
        sentence = f"{objects.address} menjawab, tetapi berkas yang terhapus di sana tidak dapat dikembalikan."
        return watch(sentence, "Nyalakan versioning pada ember itu: berkas di S3 tidak ikut dalam silastri backup.")
    return good(f"Berkas disimpan di {objects.address}, yang menyimpan versi lama.")


def _keeps(store: Storage) -> bool:
    """Tries out what a person's file needs; raises what it raises."""
    name, content = f"periksa/{secrets.token_hex(16)}", secrets.token_bytes(64)
    store.save(name, ContentFile(content))
    try:
        with store.open(name, "rb") as stored:
            return bool(stored.read() == content)
    finally:
        store.delete(name)
