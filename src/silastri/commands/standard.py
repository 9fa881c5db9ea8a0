"""``silastri standard``: checks definitions, tells them in words, compares two, and helps to write a first one."""

import argparse
import difflib
import json
import sys
from datetime import date
from pathlib import Path

from silastri.domain.definition.schema import FILES, schema
from silastri.domain.words.telling import told
from silastri.jobs import folder

from . import new_standard


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="silastri standard", description="Definisi layanan.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="periksa; satu baris tiap temuan, kode keluar 1 bila ada yang salah")
    check.add_argument("path", nargs="+", type=Path)
    show = commands.add_parser("show", help="ceritakan dengan kata-kata apa yang akan berjalan")
    show.add_argument("path", type=Path)
    diff = commands.add_parser("diff", help="apa yang berbeda antara dua definisi, dengan kata-kata")
    diff.add_argument("old", type=Path)
    diff.add_argument("new", type=Path)
    new = commands.add_parser("new", help="tanya beberapa hal, lalu tulis definisi pertama")
    new.add_argument("path", type=Path, help="map baru, misalnya standards/kantor/layanan")
    preview = commands.add_parser("preview", help="lihat dan coba definisi yang belum diterbitkan, di peramban")
    preview.add_argument("path", type=Path, help="map layanan")
    preview.add_argument("--port", type=int, default=8100)
    letter = commands.add_parser("letter", help="satu surat dengan isian contoh, sebagai PDF ke keluaran baku")
    letter.add_argument("path", type=Path, help="map layanan")
    letter.add_argument("--isi", choices=["penuh", "kosong", "panjang"], default="penuh")
    letter.add_argument("--surat", default="", help="kunci surat; bila kosong yang pertama")
    letter.add_argument("--jalur", default="")
    schemas = commands.add_parser("schema", help="tulis JSON Schema untuk penyunting teks")
    schemas.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    acts = {
        "check": lambda: _check(given.path),
        "show": lambda: _show(given.path),
        "diff": lambda: _diff(given.old, given.new),
        "new": lambda: _new(given.path),
        "preview": lambda: _preview(given.path, given.port),
        "letter": lambda: _letter(given.path, given.surat, given.isi, given.jalur),
        "schema": lambda: _schemas(given.folder),
    }
    return acts[given.command]()


def _told(path: Path) -> list[str] | None:
    """The service at that path, in words; None when it has mistakes, which are printed."""
    for office in folder.read(path):
        for service in office.services:
            grave = [finding for finding in service.findings if not finding.mild]
            if office.office and service.definition and not grave:
                return told(service.definition, office.office)
            print(*[*office.findings, *grave], sep="\n")
            return None
    print(f"{path}:1: tidak ada definisi di sini; tunjuk map layanan")
    return None


def _show(path: Path) -> int:
    lines = _told(path)
    print(*(lines or []), sep="\n")
    return 0 if lines else 1


def _diff(old: Path, new: Path) -> int:
    """Prints only what differs: ``-`` was, ``+`` is. Exit code 0 for no difference, 1 for some, 2 for mistakes."""
    before, after = _told(old), _told(new)
    if before is None or after is None:
        return 2
    changes = [line for line in difflib.ndiff(before, after) if line[:1] in "-+"]
    print(*(changes or ["Tidak ada yang berbeda."]), sep="\n")
    return 1 if changes else 0


def _new(path: Path) -> int:
    try:
        written = new_standard.write(path, _ask, date.today())  # noqa: DTZ011 - the day on this machine
    except new_standard.NotWritten as error:
        print(error)
        return 1
    except EOFError:
        print("dibatalkan; tidak ada yang ditulis")
        return 1
    print(*(f"ditulis: {file}" for file in written), sep="\n")
    return _check([path])


def _preview(path: Path, port: int) -> int:
    from silastri.practice.preview import start  # noqa: PLC0415 - the other commands start without a web server

    return start.start(path, port)


def _letter(path: Path, key: str, filling: str, on_path: str) -> int:
    from silastri.practice.preview import sheet  # noqa: PLC0415 - the other commands start without a database

    return sheet.write(path, key, filling, on_path)


def _ask(question: str) -> str:
    sys.stdout.write(f"{question}: ")
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _schemas(target: Path) -> int:
    target.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        text = json.dumps(schema(name), ensure_ascii=False, indent=1)
        (target / f"{name}.schema.json").write_text(text + "\n")
    return 0


def _check(paths: list[Path]) -> int:
    """Prints one line per finding: ``file:line: what; remedy``. Warnings alone give exit code 0."""
    wrong = services = 0
    for path in paths:
        offices = list(folder.read(path))
        if not offices:
            print(f"{path}:1: tidak ada definisi di sini; tunjuk map kantor atau map layanan")
            wrong += 1
        for office in offices:
            services += len(office.services)
            for finding in office.all_findings:
                print(finding)
                wrong += not finding.mild
    if not wrong:
        print(f"{services} layanan diperiksa, tidak ada yang salah.")
    return 1 if wrong else 0
