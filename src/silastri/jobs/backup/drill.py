"""Tries out the last backup: restores it into a fresh home, and lets a process of its own look whether all is there."""

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from silastri.adapters.backup import database, store
from silastri.adapters.backup.port import NotDone
from silastri.domain.definition.letter_text import long_date
from silastri.domain.worktime import CAPITAL, national_day

from .make import DRILL, address
from .manifest import Manifest
from .restore import restore

Found = list[tuple[str, bool]]
PRACTICE = "LATIHAN"  # the mark of a home in which services are only pretended
EXPECTED = "drill.json"  # in the home that is tried: what its backup says of itself
_REAL = tuple(
    f"SILASTRI_{name}"
    for name in (
        *("KEYS", "DATABASE", "DATABASE_DIRECT", "REDIS", "DEMO"),
        *("PAYMENT", "WHATSAPP", "SMS", "EMAIL", "BACKUP"),
    )
)
_HOUR = 3600


def drill(target: str, key: str, last: datetime | None = None) -> Found:
    """What was tried, in words, and whether it was right; ``last`` is when the last backup there was made."""
    folder, scratch, url = settings.HOME / DRILL, "", ""
    shutil.rmtree(folder, ignore_errors=True)
    found: Found = []
    try:
        place = store().at(target, key)
        is_near = "://" not in target and not target.startswith(("s3:", "sftp:", "rest:"))
        place.check(whole=is_near)
        found.append(("Cadangan utuh, tiap bagiannya dibaca." if is_near else "Susunan cadangan utuh.", True))
        if address():
            scratch = f"{urlsplit(address()).path.strip('/')}_latihan"
            url = database.make_database(address(), scratch)
        folder.mkdir(mode=0o700)
        _, said = restore(place, folder / "home", key=key, url=url)
        if last and datetime.fromisoformat(said.at) < last:
            found.append((f"Cadangan terakhir, {_moment(last)}, tidak ada lagi di tempatnya.", False))
        found.append((f"Cadangan {_moment(datetime.fromisoformat(said.at))} pulih ke map kosong.", True))
        found += _looked_at(said, url)
    except (NotDone, OSError) as error:
        found.append((str(error), False))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if scratch:
            database.drop_database(address(), scratch)
    return found


def _moment(at: datetime) -> str:
    return f"{long_date(national_day(at))} pukul {at.astimezone(CAPITAL):%H.%M} WIB"


def _looked_at(said: Manifest, url: str) -> Found:
    home = settings.HOME / DRILL / "home"
    (home / PRACTICE).write_text("Uji pulih: dihapus begitu selesai.\n", encoding="utf-8")
    (home / EXPECTED).write_text(said.model_dump_json(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "silastri", "drill", "--inside"],
        env=_environment(url) | {"SILASTRI_HOME": str(home)}, capture_output=True, text=True, check=False,
        timeout=_HOUR, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    answer = done.stdout.strip().splitlines()[-1:] if done.returncode == 0 else []
    if not answer:
        return [(f"Hasil pulih tidak dapat dijalankan: {done.stderr.strip()[-300:]}", False)]
    return [(said, is_right) for said, is_right in json.loads(answer[0])]


def _environment(url: str) -> dict[str, str]:
    """Letters are verified as they are here; nothing is sent, paid or backed up, and no real database is known."""
    hidden = {*_REAL, *(f"{name}_FILE" for name in _REAL)}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    signs_with = settings.ADAPTERS["signing"]["OPTIONS"].get("keys")
    said = {
        "DJANGO_SETTINGS_MODULE": "silastri.config.settings",
        "SILASTRI_HOSTS": "localhost",
        "SILASTRI_STATIC_NAMES": "plain",
        "SILASTRI_URL": settings.SITE_URL,
    }
    said |= {"SILASTRI_SIGNING_KEYS": signs_with} if signs_with else {}
    return kept | said | ({"SILASTRI_DATABASE": url} if url else {})
