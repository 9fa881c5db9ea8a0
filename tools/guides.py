"""Takes the pictures of the guides from a running demo, so that they show what is there. Part of `make guides`.

The title of each picture says how to come to it: `![Tugas saya](gambar/tugas.webp "Petugas Back Office: /petugas/")`.
After the address, each part behind `>` is pressed: `"Warga: /permohonan/ > .card a"`. Nobody is `-`.
"""

import io
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs/panduan"
PICTURE = re.compile(r'!\[[^\]]*\]\([./]*gambar/([\w-]+)\.webp "([^":]+): (\S+?)((?: > [^">]+)*)"\)')
ON_A_PHONE = ("warga", "kepala")
PHONE, DESK = {"width": 390, "height": 780}, {"width": 1280, "height": 800}
STARTS = 120  # seconds that the demo may take to answer


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = str(Path(folder) / "demo")
        port = _free_port()
        environment = os.environ | {"SILASTRI_HOME": home, "SILASTRI_DEMO": "1", "PORT": str(port)}
        silastri = str(ROOT / ".venv/bin/silastri")
        subprocess.run([sys.executable, "tools/demo_home.py"], cwd=ROOT, env=environment, check=True)
        subprocess.run([silastri, "demo"], env=environment, check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen([silastri, "serve"], env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait(f"http://127.0.0.1:{port}/")
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
                taken = [_take(browser, port, file, *said) for file in _files() for said in _pictures(file)]
        finally:
            server.terminate()
            server.wait()
    print(f"{len(taken)} pictures, {sum(taken) // 1024} kB")
    unused = {file.stem for file in (FOLDER / "gambar").glob("*.webp")} - {
        one[0] for f in _files() for one in _pictures(f)
    }
    for name in sorted(unused):
        (FOLDER / f"gambar/{name}.webp").unlink()


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*/*.md"))


def _pictures(file: Path) -> list[tuple[str, str, str, str]]:
    """The name of each picture, who sees it, its address and what is pressed."""
    return PICTURE.findall(file.read_text())


def _take(browser: Browser, port: int, file: Path, name: str, who: str, path: str, presses: str) -> int:
    """The size of the picture in bytes."""
    is_phone = file.parent.name in ON_A_PHONE
    context = browser.new_context(viewport=PHONE if is_phone else DESK, locale="id-ID", device_scale_factor=1.5)
    page, site = context.new_page(), f"http://127.0.0.1:{port}"
    if who != "-":
        page.goto(f"{site}/masuk/")
        page.locator("button.person", has_text=who).first.click()
        page.wait_for_load_state()
    answer = page.goto(site + path)
    if answer is None or not answer.ok:
        sys.exit(f"{file.parent.name}/{file.name}: {who} may not open {path}")
    for place in presses.split(" > ")[1:]:
        _press(page, place.strip())
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.thumbnail((720, 1440) if is_phone else (1200, 1200))
    target = FOLDER / f"gambar/{name}.webp"
    picture.save(target, quality=55, method=6)
    context.close()
    print(f"{file.parent.name}/{name}", flush=True)
    return target.stat().st_size


def _press(page: Page, place: str) -> None:
    page.locator(place).first.click()
    page.wait_for_load_state()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(address: str) -> None:
    until = time.monotonic() + STARTS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 - our own server
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
        else:
            return
    sys.exit("the demo did not start")


if __name__ == "__main__":
    main()
