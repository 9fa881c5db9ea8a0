"""Makes the sums of days anew, from the control cards and cases."""

from argparse import ArgumentParser
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from silastri.apps.offices import queries as offices
from silastri.domain.act import SYSTEM, Act
from silastri.journey.figures import measure


class Command(BaseCommand):
    requires_system_checks = []
    help = "Hitung ulang ukuran harian: permohonan dan langkah yang selesai, berapa lama, tepat waktu atau tidak."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        remake = commands.add_parser("remake", help="hitung ulang dari kartu kendali")
        remake.add_argument("--office", required=True, help="nama map kantor, misalnya rokan-hilir")
        remake.add_argument("--from", dest="since", required=True, help="hari pertama, misalnya 2026-01-01")
        remake.add_argument("--to", dest="until", required=True, help="hari terakhir, misalnya 2026-12-31")

    def handle(self, *args: Any, **options: Any) -> None:
        office = offices.by_slug(options["office"])
        if office is None:
            raise CommandError(f"kantor '{options['office']}' tidak ada")
        since, until = _day(options["since"]), _day(options["until"])
        if until < since:
            raise CommandError("hari terakhir lebih awal daripada hari pertama")
        act = Act(replace(SYSTEM, office=office.pk), datetime.now(UTC), "command")
        self.stdout.write(f"{measure.remake(act, since, until)} hari dihitung ulang.")


def _day(typed: str) -> date:
    """Raises CommandError."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise CommandError(f"'{typed}' bukan tanggal; tulis seperti 2026-03-13") from None
