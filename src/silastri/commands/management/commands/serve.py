"""Runs web and worker together."""

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from silastri.jobs.server import serve
from silastri.journey.office import health


class Command(BaseCommand):
    help = "Jalankan web dan pekerja bersama-sama sampai dihentikan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--processes", type=int, default=2)
        parser.add_argument("--no-worker", action="store_true", help="tanpa pekerja; jalankan di mesin lain")

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        self.stdout.write(f"SILASTRI di {settings.SITE_URL}")
        for service in health.missing():
            self.stdout.write(f"{service.name}: {service.state}. {service.meaning}")
        serve(
            address=options["address"],
            port=options["port"],
            processes=options["processes"],
            with_worker=not options["no_worker"],
        )
