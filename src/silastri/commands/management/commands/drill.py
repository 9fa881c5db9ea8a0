"""Restores the last backup into a home that is thrown away, and looks whether all is there."""

import json
from argparse import SUPPRESS, ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from silastri.domain.act import SYSTEM, Act
from silastri.jobs.backup import drill as drills
from silastri.journey.office import safety
from silastri.practice import drill as looks


class Command(BaseCommand):
    requires_system_checks = []
    help = "Pulihkan cadangan terakhir ke tempat latihan, periksa, lalu hapus (kode keluar 1: ada yang tidak cocok)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("target", nargs="?", help="tempat cadangan; tanpa ini SILASTRI_BACKUP")
        parser.add_argument("--quiet", action="store_true", help="hanya berkata bila ada yang tidak cocok")
        parser.add_argument("--inside", action="store_true", help=SUPPRESS)  # in the home that is tried

    def handle(self, *args: Any, **options: Any) -> None:
        if options["inside"]:
            self._inside()
            return
        target, key = options["target"] or settings.BACKUP.target, settings.BACKUP.key
        if not target:
            raise CommandError("sebut tempat cadangannya, atau isi SILASTRI_BACKUP")
        if not key:
            raise CommandError(safety.NO_KEY)
        is_ours = target == settings.BACKUP.target
        found = drills.drill(target, key, safety.past(safety.BACKUP).good if is_ours else None)
        if is_ours:
            safety.drilled(Act(SYSTEM, datetime.now(UTC), "command"), found)
        for said, is_right in found:
            if not (options["quiet"] and is_right):
                self.stdout.write(f"{'cocok ' if is_right else 'SALAH '} {said}")
        raise SystemExit(0 if all(is_right for _, is_right in found) else 1)

    def _inside(self) -> None:
        if not (settings.HOME / drills.PRACTICE).exists():
            raise CommandError("Ini bukan tempat latihan; kata sandi orang tidak diubah di sini.")
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(json.dumps(looks.look(datetime.now(UTC))))
