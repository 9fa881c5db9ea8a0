"""Says whether a letter is genuine, and renews the proof in a letter whose signature is to last longer."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from silastri.adapters.signing import signing
from silastri.adapters.signing.port import Finding, SignerAway
from silastri.domain.refusal import Refusal
from silastri.journey.letters.authenticate import (
    Answer,
    Content,
    Result,
    authenticate,
    authenticate_alone,
    authenticate_file,
)

_EXIT = {Result.GENUINE: 0, Result.CHANGED: 1, Result.UNKNOWN: 2, Result.SIGNED: 4}
_WORD = {
    Result.GENUINE: "ASLI",
    Result.SIGNED: "TANDA TANGAN SAH, SURAT TIDAK TERCATAT",
    Result.CHANGED: "DIUBAH",
    Result.UNKNOWN: "TIDAK DIKENAL",
}
_CONTENT = {
    Content.SAME: "isi terlampir: sama dengan surat yang ditandatangani",
    Content.OTHER: "isi terlampir: BERBEDA dengan surat yang ditandatangani",
}


class Command(BaseCommand):
    requires_system_checks = []
    help = (
        "Periksa keaslian surat (kode keluar: 0 asli, 1 diubah, 2 tidak dikenal, 3 BSrE tidak menjawab, 4 tanda tangan"
        " sah tetapi surat tidak tercatat di buku register), atau perbarui stempel waktunya."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        commands = parser.add_subparsers(dest="command", required=True)
        verify = commands.add_parser("verify", help="periksa satu berkas PDF")
        verify.add_argument("file", type=Path)
        verify.add_argument(
            "--di-bsre", action="store_true", help="tanyakan kepada server BSrE, bukan kepada sistem ini"
        )
        renew = commands.add_parser("renew-timestamp", help="tambahkan stempel waktu arsip baru pada surat B-LTA")
        renew.add_argument("file", type=Path)
        renew.add_argument("to", type=Path, help="berkas hasil; yang lama tidak diubah")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pdf = options["file"].read_bytes()
        except OSError:
            raise CommandError(f"berkas {options['file']} tidak bisa dibaca", returncode=2) from None
        if options["command"] == "verify":
            self._verify(pdf, at_bsre=options["di_bsre"])
        else:
            self._renew(pdf, options["to"])

    def _verify(self, pdf: bytes, *, at_bsre: bool) -> None:
        answer = _at_bsre(pdf) if at_bsre else _here(pdf)
        verdict = answer.verdict
        example = " (CONTOH)" if verdict.is_example else ""
        why = f"{verdict.why} {answer.why}" if at_bsre and verdict.why != answer.why else answer.why
        self.stdout.write(f"{_WORD[answer.result]}{example}: {why}")
        for label, value in [*answer.rows, *answer.technical]:
            self.stdout.write(f"{label[0].lower()}{label[1:]}: {value}")
        if answer.letter:
            self.stdout.write(f"register: {answer.letter.get_state_display().lower()}")
        if answer.content != Content.NONE:
            self.stdout.write(_CONTENT[answer.content])
        raise SystemExit(_EXIT[answer.result])

    def _renew(self, pdf: bytes, to: Path) -> None:
        signer: Any = signing()
        if not hasattr(signer, "renew"):
            raise CommandError("penanda tangan yang dipakai tidak memberi stempel waktu arsip")
        if signer.verify(pdf).finding is not Finding.GENUINE:
            raise CommandError("surat ini tidak asli, jadi tidak diberi stempel waktu")
        try:
            to.write_bytes(signer.renew(pdf))
        except SignerAway as away:
            raise CommandError(str(away)) from None
        self.stdout.write(f"{to} ditulis.")


def _here(pdf: bytes) -> Answer:
    try:
        return authenticate_file(pdf)
    except DatabaseError:  # without an installation here, the file itself is still checked
        return authenticate_alone(signing().verify(pdf), pdf)


def _at_bsre(pdf: bytes) -> Answer:
    """Raises CommandError when BSrE is not used here, or does not tell."""
    signer: Any = signing()
    if not hasattr(signer, "ask_verdict"):
        raise CommandError("sistem ini tidak memakai BSrE; lihat docs/how-to/sign-with-bsre.md", returncode=3)
    try:
        verdict = signer.ask_verdict(pdf)
    except Refusal as error:
        raise CommandError(str(error), returncode=3) from None
    try:
        return authenticate(verdict, pdf)
    except DatabaseError:
        return authenticate_alone(verdict, pdf)
