"""Checks whether BSrE can be reached, and runs a simulation of it for trying out."""

import signal
import tempfile
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cryptography.x509 import Certificate
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from django.utils.module_loading import import_string

from silastri.adapters.signing import signing
from silastri.adapters.signing.bsre.fake import Fake
from silastri.adapters.signing.bsre.fake.mood import ALL, MOODS, SIGN, Mood
from silastri.adapters.signing.bsre.fake.world import Access, World
from silastri.apps.accounts import queries as accounts
from silastri.domain.refusal import NotFit, Refusal
from silastri.practice import sample

PORT = 8200


class Command(BaseCommand):
    requires_system_checks = []
    help = "Periksa sambungan ke server BSrE (check), jalankan simulasinya (fake), atur tingkah simulasi (tell)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        check = commands.add_parser("check", help="tanya server BSrE apakah seorang petugas dapat menandatangani")
        check.add_argument("phone", help="nomor WhatsApp petugas")
        fake = commands.add_parser("fake", help="jalankan simulasi server BSrE sampai dihentikan")
        fake.add_argument("--user", default=Access().user, help="nama aplikasi")
        fake.add_argument("--password", default=Access().password, help="kata sandi aplikasi")
        told = commands.add_parser("tell", help=f"atur tingkah simulasi: {', '.join(MOODS)}")
        told.add_argument("mood", metavar="TINGKAH")
        told.add_argument("--where", choices=(SIGN, ALL), default=SIGN, help="untuk permintaan apa")
        told.add_argument("--times", type=int, default=0, help="sebanyak berapa permintaan; 0: sampai diubah")
        told.add_argument("--seconds", type=float, default=5, help="lamanya 'lambat'")
        for other in (fake, told):
            other.add_argument(
                "--port",
                type=int,
                default=PORT,
                help=f"bawaan {PORT}; pengaturnya di port berikutnya; 0: mana saja yang bebas",
            )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['command']}")(options)
        except Refusal as error:
            raise CommandError(str(error)) from None

    def _check(self, options: dict[str, Any]) -> None:
        signer: Any = signing()
        if not hasattr(signer, "may_not_sign"):
            raise CommandError("sistem ini tidak memakai BSrE; lihat docs/how-to/sign-with-bsre.md")
        person = accounts.by_sign_in_name(options["phone"])
        if person is None or not person.nik:
            raise CommandError("tidak ada akun dengan nomor ini, atau akunnya belum punya NIK")
        refused = signer.may_not_sign(person.nik)
        self.stdout.write("Server BSrE menjawab dan menerima aplikasi ini.")
        self.stdout.write(refused or f"{person.name} dapat menandatangani.")
        if hasattr(signer, "chain"):
            for one in signer.chain(person.nik):
                self.stdout.write(f"sertifikat: {_told(one)}")

    def _fake(self, options: dict[str, Any]) -> None:
        access = Access(options["user"], options["password"], sample.PASSPHRASE)
        with tempfile.TemporaryDirectory(prefix="silastri-bsre-") as folder:
            world = World(
                authority=settings.KEYS / "authority",
                signers=Path(folder),
                name_of=_name_of,
                now=timezone.now,
                access=access,
            )
            try:
                fake = Fake(world, options["port"], options["port"] and options["port"] + 1)
            except OSError:
                raise NotFit(f"Port {options['port']} atau berikutnya sudah dipakai. Pilih yang lain: --port") from None
            self.stdout.write(f"SIMULASI server BSrE di {fake.url}, pengaturnya di {fake.control_url}/")
            self.stdout.write(f"Nama aplikasi {access.user}, kata sandinya {access.password}.")
            self.stdout.write(f"Setiap petugas yang punya NIK menandatangani dengan frasa: {access.passphrase}")
            self.stdout.flush()
            with fake:
                _until_stopped()

    def _tell(self, options: dict[str, Any]) -> None:
        names = ("where", "times", "seconds")
        tell = import_string("silastri.adapters.signing.bsre.fake.tell.tell")
        state = tell(options["port"] + 1, Mood(options["mood"], **{name: options[name] for name in names}))
        self.stdout.write(f"Tingkah sekarang: {state['mood']}, {MOODS[state['mood']]}.")
        self.stdout.write(f"Permintaan tanda tangan: {state['asked']}. Ditandatangani: {state['signed']}.")


def _until_stopped() -> None:
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()


def _name_of(nik: str) -> str | None:
    """Called from threads of the simulation, each of which would otherwise keep a database connection."""
    try:
        person = accounts.by_nik(nik)
    finally:
        connection.close()
    return person.name if person else None


def _told(one: Certificate) -> str:
    return f"{one.subject.rfc4514_string()}, sampai {one.not_valid_after_utc:%Y-%m-%d}"
