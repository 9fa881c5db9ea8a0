"""Takes the database to this version of the program."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from silastri.commands.not_newer import must_not_be_newer
from silastri.jobs import upgrading
from silastri.jobs.database_copy import NoCopy
from silastri.journey.office import running

_STILL_RUNS = (
    "SILASTRI masih berjalan. Hentikan dulu halaman dan pekerja: systemctl stop silastri silastri-worker, lalu tunggu "
    "satu menit."
)


class Command(BaseCommand):
    requires_system_checks = []
    help = "Salin basis data, ubah ke versi program ini, periksa; bila gagal, semuanya kembali seperti semula."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--while-running", action="store_true", help="walaupun pekerja masih berjalan")

    def handle(self, *args: Any, **options: Any) -> None:
        must_not_be_newer()
        at = datetime.now(UTC)
        if not options["while_running"] and running.works_now(at):
            raise CommandError(_STILL_RUNS)
        try:
            changes = upgrading.upgrade(at, self.stdout.write)
        except NoCopy as error:
            raise CommandError(f"Basis data tidak dapat disalin atau dikembalikan: {error}") from None
        except upgrading.Undone as error:
            raise CommandError(f"Pembaruan dibatalkan, basis data seperti semula. Sebabnya: {error}") from None
        told = f"{changes} perubahan selesai." if changes else "Basis data sudah sesuai dengan versi ini."
        self.stdout.write(told)
