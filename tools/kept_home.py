"""Keeps a small home of this release, so that later ones are tested to take it over: its database as SQL, and its key.

    PYTHONPATH=src:. .venv/bin/python tools/kept_home.py tests/homes/0.1.0 [postgresql://USER@HOST/EMPTY]

Run it in the release itself. It writes 0.1.0.sqlite.sql.gz, or with an empty database 0.1.0.postgresql.sql.gz.
"""

import gzip
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

KEY = hashlib.sha256(b"invented, of the homes that tests take over").hexdigest()


def fill() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.builders import a_case, a_town

    town = a_town()
    for step in ("verifikasi", "pencetakan"):
        a_case(town, step)


def main(place: Path, database: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "keys").mkdir()
        (home / "keys" / "data.key").write_text(KEY)
        (home / "DEMO").touch()
        os.environ |= {
            "SILASTRI_HOME": folder, "SILASTRI_DEMO": "1", "SILASTRI_DATABASE": database,
            "SILASTRI_STATIC_NAMES": "plain", "DJANGO_SETTINGS_MODULE": "silastri.config.settings",
        }  # fmt: skip
        fill()
        if database:
            dump = ["pg_dump", "--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=500", database]
            told = subprocess.run(dump, check=True, capture_output=True, text=True).stdout
            sql = "\n".join(line for line in told.splitlines() if not line.startswith(("\\", "--")) and line)
        else:
            with closing(sqlite3.connect(home / "silastri.sqlite3")) as connection:
                sql = "\n".join(connection.iterdump())
    kind = "postgresql" if database else "sqlite"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.with_name(f"{place.name}.{kind}.sql.gz").write_bytes(gzip.compress(sql.encode(), mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
