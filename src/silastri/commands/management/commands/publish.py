"""Publishes the offices and services in folders."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from silastri.jobs.publishing import NotPublishable, publish


class Command(BaseCommand):
    requires_system_checks = []
    help = "Terbitkan kantor dan layanan dari map, misalnya standards/. Yang tidak berubah tidak diterbitkan ulang."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", nargs="+", type=Path)
        parser.add_argument("--timpa", action="store_true", help="juga naskah surat yang diubah kantor sendiri")

    def handle(self, *args: Any, **options: Any) -> None:
        for path in options["path"]:
            try:
                for line in publish(path, at=timezone.now(), replace=options["timpa"]):
                    self.stdout.write(line)
            except NotPublishable as error:
                raise CommandError(f"{error}\nTidak ada yang diterbitkan.") from None
