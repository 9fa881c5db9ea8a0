"""Says what is wrong with the installation, and what to do."""

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand

from silastri.journey.office import doctor
from silastri.journey.office.doctor import State

_MARK = {State.GOOD: "baik      ", State.WATCH: "PERHATIKAN", State.BROKEN: "RUSAK     "}


class Command(BaseCommand):
    requires_system_checks = []
    help = "Periksa pemasangan: apa yang salah, dan apa yang harus dilakukan (kode keluar 1: perhatikan, 2: rusak)."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(doctor.examine(datetime.now(UTC)))
        for one in found:
            self.stdout.write(f"{_MARK[one.state]}  {one.name}: {one.sentence}")
            if one.remedy:
                self.stdout.write(f"            Lakukan: {one.remedy}")
        states = {one.state for one in found}
        raise SystemExit(2 if State.BROKEN in states else 1 if State.WATCH in states else 0)
