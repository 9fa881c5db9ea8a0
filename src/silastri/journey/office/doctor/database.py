"""The database: whether it answers, is whole, has the tables of this version, and what its clock says."""

from datetime import datetime

from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from silastri.apps import schema

from .check import Finding, broken, good, watch

_APART = 5  # seconds that two clocks may differ
_GB = 2**30


def answers(at: datetime) -> Finding:
    try:
        size = schema.size()
    except DatabaseError as error:
        remedy = "Periksa apakah basis data berjalan dan setelan SILASTRI_DATABASE benar."
        return broken(f"Basis data tidak menjawab ({type(error).__name__}).", remedy)
    return good(f"Basis data menjawab, besarnya {size / _GB:.1f} GB.".replace(".", ",", 1))


def migrations(at: datetime) -> Finding:
    newer = schema.newer(MigrationLoader(connection))
    if newer:
        sentence = f"Basis data ini dari SILASTRI yang lebih baru ({newer[0]})."
        return broken(sentence, "Pasang versi SILASTRI yang lebih baru, atau pulihkan cadangan dari sebelum pembaruan.")
    if waiting := schema.waiting(MigrationLoader(connection)):
        return broken(f"{len(waiting)} perubahan basis data belum dijalankan.", "Jalankan: silastri upgrade")
    return good("Basis data sesuai dengan versi program.")


def settled(at: datetime) -> Finding:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT current_setting('fsync'), current_setting('server_encoding')")
            fsync, encoding = cursor.fetchone()
            if fsync != "on":
                return broken("PostgreSQL tidak menyimpan ke disk dengan aman (fsync = off).", "Setel fsync = on.")
            if encoding != "UTF8":
                return broken(f"Pengodean basis data {encoding}.", "Buat basis data baru dengan UTF8, lalu pindahkan.")
            return good("PostgreSQL menyimpan dengan aman.")
        cursor.execute("PRAGMA journal_mode")
        (mode,) = cursor.fetchone()
    if str(mode).lower() != "wal":
        return watch(f"SQLite berjalan dengan cara {mode}, bukan WAL.", "Jangan taruh map data di disk jaringan.")
    return good("SQLite menyimpan dengan aman.")


def integrity(at: datetime) -> Finding:
    if connection.vendor == "postgresql":
        return good("PostgreSQL memeriksa dirinya sendiri.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(3)")
        told = [str(row[0]) for row in cursor.fetchall()]
    if told == ["ok"]:
        return good("Isi berkas basis data utuh.")
    return broken("Berkas basis data rusak.", "Hentikan SILASTRI, salin map datanya, lalu pulihkan cadangan terakhir.")


def clock(at: datetime) -> Finding:
    if connection.vendor != "postgresql":
        return good("Basis data memakai jam server ini.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (told,) = cursor.fetchone()
    apart = abs((told - at).total_seconds())
    if apart > _APART:
        return broken(f"Jam server dan basis data berbeda {apart:.0f} detik.", "Samakan keduanya dengan NTP.")
    return good("Jam server dan basis data sama.")
