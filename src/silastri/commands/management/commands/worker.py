"""Runs a worker."""

from typing import Any

from django.core.management.base import BaseCommand

from silastri.commands.not_newer import must_not_be_newer
from silastri.jobs.worker import run_until_signal


class Command(BaseCommand):
    requires_system_checks = []
    help = "Jalankan pekerja: mengirim pesan yang menunggu, mengurus arsip. Boleh lebih dari satu."

    def handle(self, *args: Any, **options: Any) -> None:
        must_not_be_newer()
        run_until_signal()
