"""Tells whether a letter is genuine."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import Finding
from silastri.journey.verify import Answer, Content, verify_file

_EXIT = {Finding.GENUINE: 0, Finding.CHANGED: 1, Finding.UNKNOWN: 2}
_WORD = {Finding.GENUINE: "ASLI", Finding.CHANGED: "DIUBAH", Finding.UNKNOWN: "TIDAK DIKENAL"}
_CONTENT = {
    Content.SAME: "isi terlampir: sama dengan surat yang ditandatangani",
    Content.OTHER: "isi terlampir: BERBEDA dengan surat yang ditandatangani",
}


class Command(BaseCommand):
    help = "Periksa keaslian surat. Kode keluar: 0 asli, 1 diubah, 2 tidak dikenal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        verify = commands.add_parser("verify", help="periksa satu berkas PDF")
        verify.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pdf = options["file"].read_bytes()
        except OSError:
            raise CommandError(f"berkas {options['file']} tidak bisa dibaca", returncode=2) from None
        try:
            answer = verify_file(pdf)
        except DatabaseError:  # no installation here: the file itself still tells
            answer = Answer(signing().verify(pdf), None)
        verdict, letter = answer.verdict, answer.letter
        example = " (CONTOH)" if verdict.is_example else ""
        self.stdout.write(f"{_WORD[verdict.finding]}{example}: {verdict.why}")
        if verdict.signer:
            self.stdout.write(f"penanda tangan: {verdict.signer}")
        if verdict.signed_at:
            self.stdout.write(f"waktu tanda tangan: {verdict.signed_at.isoformat()}")
        if verdict.number:
            self.stdout.write(f"nomor surat: {verdict.number}")
        if letter:
            self.stdout.write(f"register: {letter.get_state_display().lower()}")
        if answer.content != Content.NONE:
            self.stdout.write(_CONTENT[answer.content])
        raise SystemExit(_EXIT[verdict.finding])
