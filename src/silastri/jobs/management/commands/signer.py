"""Gives an officer a signing key under the demo authority."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from silastri.adapters.signing import signing
from silastri.apps.accounts import queries


class Command(BaseCommand):
    help = "Beri petugas kunci tanda tangan dari otoritas CONTOH. Surat yang ditandatangani dengannya bertanda CONTOH."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("phone", help="nomor WhatsApp petugas")

    def handle(self, *args: Any, **options: Any) -> None:
        person = queries.by_sign_in_name(options["phone"])
        if person is None:
            raise CommandError("tidak ada petugas dengan nomor ini")
        signer = signing()
        if not signer.is_demo:
            raise CommandError("penanda tangan yang dipakai memberi kuncinya sendiri")
        passphrase = getpass.getpass("Frasa sandi tanda tangan: ")
        if len(passphrase) < 8 or passphrase != getpass.getpass("Sekali lagi: "):
            raise CommandError("frasa sandi kurang dari 8 huruf, atau keduanya berbeda")
        signer.issue(person=person.pk, name=person.name, passphrase=passphrase)  # type: ignore[attr-defined]
        self.stdout.write(f"{person.name} dapat menandatangani.")
