"""Prepares the demo and says who to sign in as."""

import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from silastri.practice import demo, sample


class Command(BaseCommand):
    requires_system_checks = []
    help = "Siapkan demo: kantor, orang, dan permohonan contoh. Hanya untuk rumah (SILASTRI_HOME) demo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Ini bukan rumah demo. Jalankan: make run")
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("Menyiapkan demo ...")
        # What the server compresses when it starts for the first time; the filling takes one core alone.
        compresses = subprocess.Popen([sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"])
        try:
            demo.prepare(timezone.now())
        except demo.HalfFilled as error:
            raise CommandError(str(error)) from None
        finally:
            compresses.wait()
        self.stdout.write(f"Buka {settings.SITE_URL}/masuk/ dan pilih orang demo dengan satu klik.")
        self.stdout.write(f"Kata sandi semua orang demo: {sample.PASSWORD}")
        self.stdout.write(f"Frasa sandi tanda tangan Kepala Dinas: {sample.PASSPHRASE}")
