"""Tells whether a letter is genuine."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from silastri.adapters.signing import signing
from silastri.adapters.signing.bsre.client import EsignClient
from silastri.adapters.signing.port import Finding, Verdict
from silastri.apps.letters.models import Letter
from silastri.domain.refusal import Refusal
from silastri.journey.verify import verify_file

_EXIT = {Finding.GENUINE: 0, Finding.CHANGED: 1, Finding.UNKNOWN: 2}
_WORD = {Finding.GENUINE: "ASLI", Finding.CHANGED: "DIUBAH", Finding.UNKNOWN: "TIDAK DIKENAL"}


class Command(BaseCommand):
    help = "Periksa keaslian surat. Kode keluar: 0 asli, 1 diubah, 2 tidak dikenal, 3 BSrE tidak menjawab."

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        verify = commands.add_parser("verify", help="periksa satu berkas PDF")
        verify.add_argument("file", type=Path)
        verify.add_argument(
            "--di-bsre", action="store_true", help="tanyakan kepada server BSrE, bukan kepada sistem ini"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pdf = options["file"].read_bytes()
        except OSError:
            raise CommandError(f"berkas {options['file']} tidak bisa dibaca", returncode=2) from None
        verdict, letter = _at_bsre(pdf) if options["di_bsre"] else _here(pdf)
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
        raise SystemExit(_EXIT[verdict.finding])


def _here(pdf: bytes) -> tuple[Verdict, Letter | None]:
    try:
        answer = verify_file(pdf)
    except DatabaseError:  # no installation here: the file itself still tells
        return signing().verify(pdf), None
    return answer.verdict, answer.letter


def _at_bsre(pdf: bytes) -> tuple[Verdict, None]:
    """Raises CommandError when BSrE is not used here, or does not tell."""
    signer = signing()
    if not isinstance(signer, EsignClient):
        raise CommandError("sistem ini tidak memakai BSrE; lihat docs/how-to/sign-with-bsre.md", returncode=3)
    try:
        return signer.ask_verdict(pdf), None
    except Refusal as error:
        raise CommandError(str(error), returncode=3) from None
