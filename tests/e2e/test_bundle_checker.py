"""The page in a bundle, opened from the disk with no server: it finds what was changed, and only that."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from silastri.domain.bundle.manifest import MANIFEST, SIGNATURE
from silastri.journey.bundle import make
from silastri.journey.case.dossier import dossier_of
from tests.builders import MONDAY, Town, a_case

from .conftest import PHONE, SHOTS

Files = dict[str, bytes]
pytestmark = [pytest.mark.e2e, pytest.mark.once]


def zipped(files: Files, way: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as folder:
        for name, content in files.items():
            folder.writestr(name, content)
    return out.getvalue()


def without(files: Files, *names: str) -> Files:
    return {name: content for name, content in files.items() if name not in names}


def with_changed(files: Files, name: str, old: bytes, new: bytes) -> Files:
    assert old in files[name]
    return files | {name: files[name].replace(old, new, 1)}


def unsigned(files: Files) -> Files:
    """A row of the card is changed, and the manifest made anew, but nobody has the key to sign it."""
    from silastri.domain.bundle.manifest import Piece, as_json

    card = files["kartu-kendali.json"].replace(b'"turn": 2', b'"turn": 3', 1)
    listed = json.loads(files[MANIFEST])
    for one in listed["berkas"]:
        if one["path"] == "kartu-kendali.json":
            one |= {"sha256": Piece.of("", card).sha256, "size": len(card)}
    return files | {"kartu-kendali.json": card, MANIFEST: as_json(listed)}


CHANGES: dict[str, tuple[Callable[[Files], Files], str]] = {
    "nothing": (lambda files: files, "Utuh"),
    "a letter is gone": (lambda files: without(files, letter(files)), "Hilang: surat/"),
    "a byte of a paper": (lambda files: with_changed(files, "kartu-kendali.pdf", b"%PDF", b"%PdF"), "Berubah: kartu"),
    "one is added": (lambda files: files | {"surat/99.pdf": b"%PDF"}, "Ditambahkan kemudian: surat/99.pdf"),
    "the list": (unsigned, "Tanda tangan kantor atas daftar isi tidak cocok"),
    "no manifest": (lambda files: without(files, MANIFEST), f"{MANIFEST} tidak ada"),
    "no signature": (lambda files: without(files, SIGNATURE), f"{SIGNATURE} tidak ada"),
}


def letter(files: Files) -> str:
    return next(name for name in files if name.startswith("surat/") and name.endswith(".pdf"))


def test_what_was_changed_is_found(town: Town, chromium: Browser, tmp_path: Path) -> None:
    out = io.BytesIO()
    make.write(out, dossier_of(a_case(town, None)), at=MONDAY + timedelta(days=9))
    with zipfile.ZipFile(out) as folder:
        files = {name: folder.read(name) for name in folder.namelist()}
    checker = tmp_path / make.CHECKER
    checker.write_bytes(files[make.CHECKER])
    context = chromium.new_context(offline=True, viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    page.goto(checker.as_uri())
    for number, (change, said) in enumerate(CHANGES.values()):
        bundle = tmp_path / f"{number}.zip"
        bundle.write_bytes(zipped(change(files)))
        page.set_input_files("#zip", bundle)
        expect(page.locator("#result")).to_contain_text(said)
        expect(page.locator(".verdict.good")).to_have_count(1 if said == "Utuh" else 0)
        if SHOTS:
            page.screenshot(path=f"{SHOTS}/bundle-{number}.png", full_page=True)
    for number, broken in enumerate((b"", b"PK", zipped(files)[:-4000], zipped(files, zipfile.ZIP_DEFLATED))):
        bundle = tmp_path / f"broken-{number}.zip"
        bundle.write_bytes(broken)
        page.set_input_files("#zip", bundle)
        expect(page.locator(".verdict.bad")).to_contain_text("Tidak dapat diperiksa")
        page.evaluate("document.getElementById('result').replaceChildren()")
    context.close()
