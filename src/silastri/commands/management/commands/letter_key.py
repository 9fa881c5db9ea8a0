"""The keys of the statements in letters' QR codes."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from silastri.apps.offices import queries as offices
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import NotThere
from silastri.journey.office import letter_key


class Command(BaseCommand):
    requires_system_checks = []
    help = "Ganti kunci yang menandatangani kode QR surat, atau nyatakan satu kunci bocor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        rotate = commands.add_parser("rotate", help="pakai kunci baru mulai sekarang")
        leaked = commands.add_parser("leaked", help="nyatakan satu kunci bocor; yang sedang dipakai langsung diganti")
        leaked.add_argument("kid", help="nama kunci, seperti di halaman Kunci surat")
        for command in (rotate, leaked):
            command.add_argument("--office", required=True, help="nama map kantor, misalnya rokan-hilir")

    def handle(self, *args: Any, **options: Any) -> None:
        office = offices.by_slug(options["office"])
        if office is None:
            raise CommandError(f"kantor '{options['office']}' tidak ada")
        act = Act(Actor(None, "SILASTRI", office.pk), datetime.now(UTC), "command")
        if options["command"] == "rotate":
            self.stdout.write(f"kunci baru {letter_key.rotate(act).kid}")
            return
        try:
            self.stdout.write(f"kunci {letter_key.leaked(act, kid=options['kid']).kid} dinyatakan bocor")
        except NotThere as refusal:
            raise CommandError(str(refusal)) from None
