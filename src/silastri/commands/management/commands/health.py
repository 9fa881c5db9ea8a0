"""Says whether everything works that nobody looks at: the worker, the channels of messages, the database."""

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from silastri.journey.office import running


class Command(BaseCommand):
    requires_system_checks = []
    help = "Periksa pekerja, saluran pesan, dan basis data (kode keluar 1: ada yang harus dilihat)."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = running.alarms(datetime.now(UTC))
        except DatabaseError as error:
            found = [f"Basis data tidak menjawab: {type(error).__name__}"]
        for alarm in found:
            self.stdout.write(alarm)
        if not found:
            self.stdout.write("Semua berjalan.")
        raise SystemExit(1 if found else 0)
