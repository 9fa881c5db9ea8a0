"""Backs everything up, while people work."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from silastri.adapters.backup.port import NotDone
from silastri.domain.act import SYSTEM, Act
from silastri.jobs.backup.make import elsewhere, make
from silastri.journey.office import safety


class Command(BaseCommand):
    requires_system_checks = []
    help = "Cadangkan basis data, berkas, dan kunci ke satu tempat: map, disk kedua, atau S3. Tersandi dan bertahap."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "target", nargs="?", help="map, atau alamat restic seperti s3:...; tanpa ini SILASTRI_BACKUP"
        )
        parser.add_argument("--quiet", action="store_true", help="hanya berkata bila gagal")

    def handle(self, *args: Any, **options: Any) -> None:
        target, key = options["target"] or settings.BACKUP.target, settings.BACKUP.key
        if not target:
            raise CommandError("sebut tujuannya, atau isi SILASTRI_BACKUP")
        if not key:
            raise CommandError(safety.NO_KEY)
        begun, is_ours = datetime.now(UTC), target == settings.BACKUP.target
        try:
            kept = make(target, key, begun)
        except (NotDone, OSError) as error:
            if is_ours:
                safety.backup_failed(Act(SYSTEM, datetime.now(UTC), "command"), str(error))
            raise CommandError(str(error)) from None
        if is_ours:  # one more elsewhere does not stand in for it
            safety.backed_up(Act(SYSTEM, begun, "command"))
        seconds = max((datetime.now(UTC) - begun).total_seconds(), 0.1)
        if not options["quiet"]:
            size, added = kept.size / 10**6, kept.added / 10**6
            told = f"Cadangan {kept.name}: {size:,.0f} MB, {added:,.0f} MB di antaranya baru, {seconds:,.0f} detik."
            self.stdout.write(told.replace(",", "."))
            if place := elsewhere():
                self.stdout.write(f"Berkas ada di {place}, tidak di dalam cadangan ini; versioning di sana menjaganya.")
