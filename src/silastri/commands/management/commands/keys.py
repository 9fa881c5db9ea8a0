"""The keys with which data are sealed and sessions signed."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from silastri.apps.accounts import resealing
from silastri.domain.act import SYSTEM, Act
from silastri.domain.refusal import Refusal
from silastri.journey.office import data_keys


class Command(BaseCommand):
    requires_system_checks = []
    help = "Lihat, ganti, atau pensiunkan kunci data dan kunci sesi (docs/how-to/keys.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        commands.add_parser("list", help="kunci yang ada, dan sampai mana penyegelan ulang")
        rotate = commands.add_parser("rotate", help="pakai kunci baru mulai sekarang; situs tetap jalan")
        retire = commands.add_parser("retire", help="buang kunci lama; ditolak selama masih ada yang memerlukannya")
        retire.add_argument("number", type=int, help="nomor kunci, seperti pada keys list")
        for command in (rotate, retire):
            command.add_argument("--session", action="store_true", help="kunci sesi, bukan kunci data")

    def handle(self, *args: Any, **options: Any) -> None:
        act = Act(SYSTEM, datetime.now(UTC), "command")
        name = data_keys.SESSION if options.get("session") else data_keys.DATA
        try:
            if options["command"] == "rotate":
                number = data_keys.rotate(act, name)
                self.stdout.write(f"Kunci {number} dipakai mulai sekarang. Simpan salinannya bersama kunci lain.")
                if name == data_keys.DATA:
                    self.stdout.write("Pekerja menyegel ulang data lama. Lihat kemajuannya: silastri keys list")
            elif options["command"] == "retire":
                data_keys.retire(act, options["number"], name)
                self.stdout.write(f"Kunci {options['number']} sudah dibuang. Cadangan lama masih memerlukannya.")
            else:
                self._list(act.at)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None

    def _list(self, at: datetime) -> None:
        for title, keyring in (("Kunci data", settings.KEYRING), ("Kunci sesi", settings.SESSION_KEYRING)):
            ring = keyring.ring(anew=True)
            self.stdout.write(f"{title}:")
            for key in ring.keys:
                began = keyring.since(key.number)
                since = f"sejak {datetime.fromtimestamp(began, UTC):%Y-%m-%d %H.%M} UTC" if began else "kunci pertama"
                now = ", dipakai sekarang" if key is ring.newest else ""
                self.stdout.write(f"  {key.number}: {since}{now}")
            for old in ring.retired:
                self.stdout.write(f"  {old.number}: sudah pensiun")
        self.stdout.write("Penyegelan ulang:")
        newest = settings.KEYRING.ring().newest.number
        for one in resealing.progress(at):
            done = one.key == newest and one.clean_at is not None
            state = "selesai" if done else f"{one.seen} dilihat, {one.changed} disegel ulang, belum selesai"
            broken = f"; {one.broken} TIDAK DAPAT DIBUKA" if one.broken else ""
            self.stdout.write(f"  {one.what}: {state}{broken}")
