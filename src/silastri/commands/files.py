"""``silastri files copy``: copies the stored files between folder and store."""

import argparse
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from django.core.files.storage.handler import StorageHandler

from silastri.config import files
from silastri.domain.refusal import Away
from silastri.jobs.file_copy import Count, FileCopy, Stopped, Store

_EVERY = 5.0  # seconds between lines
_NAMED = 10


class _NoPlace(Exception):
    """What was named is no place for files."""


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0 all copied, 1 stopped or not all of it whole."""
    options = _parser().parse_args(arguments)
    stop, began = threading.Event(), time.monotonic()
    try:
        source = _store(options.source) if options.source else cast(Store, default_storage)
        copy = FileCopy(source, _store(options.to, is_new=True), told=_teller(began), stop=stop)
    except _NoPlace as wrong:
        return _failed(str(wrong))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    try:
        count = copy.run(verify=options.verify)
    except Stopped:
        return _failed(f"Berhenti. {_so_far(copy.count)} Jalankan lagi untuk meneruskan.")
    except Away as away:
        return _failed(f"{away} {_so_far(copy.count)} Jalankan lagi untuk meneruskan.")
    return _end(count, time.monotonic() - began)


def _failed(said: str) -> int:
    print(f"silastri files: {said}", file=sys.stderr)
    return 1


def _teller(began: float) -> Callable[[Count], None]:
    last = [began]

    def told(count: Count) -> None:
        now = time.monotonic()
        if now - last[0] >= _EVERY or count.done == count.total:
            last[0] = now
            speed = count.done / max(now - began, 0.1)
            share = 100 * count.done // max(count.total, 1)
            line = f"{count.done} dari {count.total} berkas ({share}%), {speed:.0f} berkas per detik"
            print(line, flush=True)

    return told


def _end(count: Count, seconds: float) -> int:
    print(f"{_so_far(count)} {seconds:.0f} detik.")
    if count.removed:
        print(f"{count.removed} berkas di tujuan dihapus, karena sudah dimusnahkan sejak salinan lalu.")
    if count.wrong:
        print(f"{len(count.wrong)} berkas TIDAK UTUH, dan tidak disalin:")
        for name in count.wrong[:_NAMED]:
            print(f"  {name}")
    return 1 if count.wrong else 0


def _so_far(count: Count) -> str:
    told = f"{count.copied} berkas disalin ({count.written / 10**6:.1f} MB), {count.there} sudah ada."
    return told + (f" {count.gone} dihapus selagi disalin." if count.gone else "")


def _store(said: str, *, is_new: bool = False) -> Store:
    """Raises _NoPlace."""
    try:
        named = files.at(said)
    except ImproperlyConfigured as error:
        raise _NoPlace(str(error)) from None
    if "://" not in said:
        folder = Path(said)
        if is_new:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not folder.is_dir():
            raise _NoPlace(f"{said} bukan map.")
    return cast(Store, StorageHandler().create_storage(named))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="silastri files", description="Berkas tersimpan (docs/how-to/files-in-s3.md)."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    copy = commands.add_parser("copy", help="salin; boleh dihentikan, lalu dijalankan lagi untuk meneruskan")
    copy.add_argument("--to", required=True, help="map, atau s3://ember/awalan")
    copy.add_argument("--from", dest="source", help="dari mana; tanpa ini tempat berkas yang sedang dipakai")
    copy.add_argument("--verify", action="store_true", help="baca juga semua yang sudah ada, di kedua tempat")
    return parser
