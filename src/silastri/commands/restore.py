"""``silastri restore``: brings a backup back into an empty home."""

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from silastri.adapters.backup.port import NotDone
from silastri.adapters.backup.restic import Restic
from silastri.domain.backup import key as written
from silastri.jobs.backup import restore as job


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 restored, 1 refused, and then nothing is changed."""
    options = _parser().parse_args(arguments)
    os.umask(0o077)
    try:
        key = written.read(_key(options.key_file))
        place = Restic().at(options.source, key)
        if options.home is None:
            for state in place.states():
                print(f"{state.name}  {state.at:%Y-%m-%d %H:%M:%S%z}")
            return 0
        url = None if options.files_only else options.database
        state, said = job.restore(place, options.home.absolute(), key=key, name=options.state, url=url)
    except (NotDone, OSError, written.NotAKey) as error:
        print(f"silastri restore: {error}", file=sys.stderr)
        return 1
    print(f"Cadangan {state.name} ({said.at}) pulih di {options.home}.")
    print(f"Setelan waktu itu ada di {options.home / job.OLD_SETTINGS}. Pasang lagi yang perlu, lalu hapus berkasnya.")
    if said.files:
        print(f"Berkasnya tetap di {said.files}: pasang SILASTRI_FILES dan kuncinya seperti pada setelan itu.")
    print(f"Periksa: SILASTRI_HOME={options.home} silastri audit verify")
    return 0


def _key(path: Path | None) -> str:
    if path:
        return path.read_text(encoding="utf-8")
    return os.environ.get("SILASTRI_BACKUP_KEY") or getpass.getpass("Kunci cadangan: ")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="silastri restore", description="Pulihkan cadangan ke map kosong.")
    parser.add_argument("source", help="tempat cadangan: map, atau alamat restic seperti s3:...")
    parser.add_argument("home", nargs="?", type=Path, help="map baru atau kosong; tanpa ini: daftar cadangan yang ada")
    parser.add_argument("--state", default="", help="cadangan yang mana; tanpa ini yang terakhir")
    parser.add_argument("--database", default="", help="basis data PostgreSQL yang kosong: postgresql://...")
    parser.add_argument("--files-only", action="store_true", help="tanpa basis data, bila itu dipulihkan pgBackRest")
    parser.add_argument("--key-file", type=Path, help="berkas berisi kunci; tanpa ini ditanyakan")
    return parser
