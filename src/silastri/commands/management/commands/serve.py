"""Runs web and worker together."""

import ipaddress
import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from silastri.commands.not_newer import must_not_be_newer
from silastri.jobs.server import serve
from silastri.journey.office import health
from silastri.web.gate import counts

_NEEDS_PROXY = (
    "Alamat {address} dapat dicapai dari luar mesin ini, dan SILASTRI tidak menyandikan sambungan (TLS). "
    "Pakai --address 127.0.0.1 dengan proksi di depannya (docs/how-to/install.md). "
    "Jika proksi ada di mesin lain dan hanya proksi itu yang dapat mencapai alamat ini, tambahkan --exposed."
)


class Command(BaseCommand):
    requires_system_checks = []  # they load every page here, where none is shown; the tests make them
    help = "Jalankan web dan pekerja bersama-sama sampai dihentikan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="127.0.0.1")
        parser.add_argument("--exposed", action="store_true", help="boleh dicapai dari luar mesin ini, tanpa TLS")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--processes", type=int, default=2)
        parser.add_argument("--no-worker", action="store_true", help="tanpa pekerja; jalankan di mesin lain")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["exposed"] or _only_here(options["address"])):
            raise CommandError(_NEEDS_PROXY.format(address=options["address"]))
        must_not_be_newer()
        call_command("migrate", verbosity=0, interactive=False)
        counts.begin_anew()
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


def _only_here(address: str) -> bool:
    """Whether only this machine reaches the address. A name other than localhost may be known anywhere."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
