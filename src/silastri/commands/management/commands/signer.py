"""Gives an officer a signing key: one of the demo authority, or the officer's own PKCS#12 file."""

import getpass
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import NotSigned
from silastri.apps.accounts import queries
from silastri.apps.accounts.models import Person


class Command(BaseCommand):
    requires_system_checks = []
    help = "Beri petugas kunci tanda tangan: kunci CONTOH, atau berkas PKCS#12 miliknya. Atau cabut kunci contohnya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("phone", help="nomor WhatsApp petugas")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--p12", type=Path, metavar="BERKAS", help="pakai kunci dari berkas PKCS#12 ini")
        what.add_argument("--cabut", action="store_true", help="cabut kunci contohnya, mulai sekarang")

    def handle(self, *args: Any, **options: Any) -> None:
        person = queries.by_sign_in_name(options["phone"])
        if person is None:
            raise CommandError("tidak ada petugas dengan nomor ini")
        signer: Any = signing()
        try:
            if options["p12"]:
                self._adopt(signer, person, options["p12"])
            elif not signer.is_demo:
                raise CommandError(
                    "penanda tangan yang dipakai memberi kuncinya sendiri; pakai --p12 untuk berkas PKCS#12"
                )
            elif options["cabut"]:
                signer.revoke(person=person.pk, at=datetime.now(UTC))
                self.stdout.write(f"Kunci {person.name} dicabut.")
            else:
                self._issue(signer, person)
        except NotSigned as refused:
            raise CommandError(str(refused)) from None

    def _adopt(self, signer: Any, person: Person, path: Path) -> None:
        if not hasattr(signer, "adopt"):
            raise CommandError("penanda tangan yang dipakai tidak menyimpan kunci di sini")
        try:
            locked = path.read_bytes()
        except OSError:
            raise CommandError(f"berkas {path} tidak bisa dibaca") from None
        held = signer.adopt(person=person.pk, locked=locked, passphrase=getpass.getpass("Frasa sandi berkas: "))
        self.stdout.write(f"{person.name} dapat menandatangani sampai {held.not_valid_after_utc:%d-%m-%Y}.")

    def _issue(self, signer: Any, person: Person) -> None:
        passphrase = getpass.getpass("Frasa sandi tanda tangan: ")
        if len(passphrase) < 8 or passphrase != getpass.getpass("Sekali lagi: "):
            raise CommandError("frasa sandi kurang dari 8 huruf, atau keduanya berbeda")
        signer.issue(person=person.pk, name=person.name, passphrase=passphrase)
        self.stdout.write(f"{person.name} dapat menandatangani.")
