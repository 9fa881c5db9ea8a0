"""Makes the key of backups where there is none, and shows it for the office's safe."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from silastri.adapters.pdf import qr
from silastri.domain.backup import key as written

_PAPER = """KUNCI CADANGAN SILASTRI

    {key}

Cetak atau salin kunci ini sekarang. Simpan di brankas kantor, satu salinan lagi di tempat lain.
Tanpa kunci ini cadangan tidak dapat dibuka siapa pun. Siapa yang memegang kunci dan cadangannya dapat membaca semuanya:
jangan simpan kunci bersama disk cadangan.
"""


class Command(BaseCommand):
    requires_system_checks = []
    help = "Tunjukkan kunci cadangan untuk dicetak dan disimpan di brankas; dibuat bila belum ada."

    def handle(self, *args: Any, **options: Any) -> None:
        key = settings.BACKUP.key or _made()
        self.stdout.write(_PAPER.format(key=written.written(key)))
        self.stdout.write(qr.for_terminal(written.written(key).replace(" ", "")))


def _made() -> str:
    key = written.new()
    handle = os.open(settings.BACKUP.key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(written.written(key))
    return key
