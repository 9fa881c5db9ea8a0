"""Telephones that all send their papers at once, five photos each over a slow line, while other people open pages.

    python bench/surge.py                           500 telephones within 5 minutes, on PostgreSQL
    PHONES=20 MINUTES=0.3 python bench/surge.py     fewer

A telephone begins an application, fills it in and sends its photos in parts, as the page's script does, at 30 to 60 kB
a second. It fails where one of them is not taken, an answer is a fault of the server (5xx), or takes more than thirty
seconds beside the line. The people are threads of one process on the same machine, and take their share of it.
"""

import hashlib
import io
import json
import os
import random
import sys
import threading
from functools import partial
from typing import Any

import open_loop
from keys import tell
from served import PORT

PHONES, MINUTES = int(os.environ.get("PHONES") or 500), float(os.environ.get("MINUTES") or 5)
PHOTOS = 5
SPEEDS = (30_000, 60_000)  # bytes a second
READERS = 6
PAUSE = 0.5  # seconds between two pages of a reader
FULL = 500
_PAGES = ("/", "/layanan/", open_loop.SERVICE, "/kantor/rokan-hilir/", "/lacak/", "/bantuan/")


def main() -> None:
    if "--drive" in sys.argv:
        drive(json.loads(sys.argv[-1]))
        return
    open_loop.measure(__file__, PHONES, "surge")


def drive(known: dict[str, Any]) -> None:
    import django

    django.setup()
    from visitors import Meter, at_pace

    meter, over = Meter(), threading.Event()
    readers = [threading.Thread(target=_read, args=(n, meter, over)) for n in range(READERS)]
    for reader in readers:
        reader.start()
    picture, dice = photo(), random.Random(1)  # noqa: S311
    works = [partial(_phone, pk, picture, dice.randint(*SPEEDS), meter) for pk in known["citizens"]]
    try:
        failed = at_pace(works, MINUTES * 60, meter)
    finally:
        over.set()
        for reader in readers:
            reader.join()
    lost = len([one for one in meter.failed if one.startswith("page")])
    pages = f"pages p50 {meter.within(0.5, 'page'):.0f} ms, p95 {meter.within(0.95, 'page'):.0f} ms"
    print(f"  photos of {len(picture) // 1000} kB; {pages}; a photo taken: p95 {meter.within(0.95, 'photo'):.0f} ms")
    less = "" if PHONES >= FULL and MINUTES <= 5 else f"at {PHONES} telephones in {MINUTES:g} minutes: "
    tell("surge_failed", failed, note=f"{less}{len(works) * PHOTOS:,} photos; {len(meter.failed)} answers failed")
    tell("surge_page_ms", meter.within(0.99, "page"), note=f"{less}{len(meter.times['page']):,} pages, {lost} failed")


def photo() -> bytes:
    """As a telephone makes it before it sends: some five hundred kilobytes."""
    from PIL import Image, ImageDraw

    picture = Image.effect_noise((1600, 1200), 30).convert("RGB")
    brush = ImageDraw.Draw(picture)
    for line in range(40, 1140, 60):
        brush.text((40, line), "SURAT KETERANGAN CONTOH", fill="black", font_size=40)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=50)
    return out.getvalue()


def _phone(pk: int, picture: bytes, speed: int, meter: Any) -> None:
    """Raises Lost, or RuntimeError where something is not taken."""
    from visitors import Person, Wire

    citizen = Person(f"Warga {pk}", Wire(PORT, meter, kind="phone", speed=speed))
    at = open_loop.begun(citizen, pk)
    citizen.open(f"{at}berkas/")
    token = next(form.values["csrfmiddlewaretoken"] for form in citizen.page.forms if "berkas" in form.names)
    for n, key in enumerate(open_loop.offered(citizen)[:PHOTOS]):
        _send(citizen.wire, f"{at}berkas/", key, picture + f"{pk}-{n}".encode(), token)
    citizen.wire.close()


def _send(wire: Any, address: str, key: str, content: bytes, token: str) -> None:
    """As ``parts.js`` does: its print first, then its parts, then the form that names them."""
    from visitors import encoded

    from silastri.apps.documents.models import PART

    sure = {"X-CSRFToken": token, "HX-Request": "true"}

    def post(path: str, fields: dict[str, Any]) -> Any:
        body, kind = encoded(fields)
        return wire.ask("POST", path, body, sure | {"Content-Type": kind})

    fields = {"persyaratan": key, "nama": "foto.jpg", "ukuran": len(content)}
    begun = post(f"{address}bagian/", fields | {"sidik": hashlib.sha256(content).hexdigest()})
    _must(begun, 201)
    name, there = json.loads(begun.content)["bagian"], 0
    while there < len(content):
        headers = sure | {"Content-Type": "application/octet-stream", "Upload-Offset": str(there)}
        told = wire.ask("POST", f"{address}bagian/{name}/", content[there : there + PART], headers)
        _must(told, 204)
        there = int(told.headers["Upload-Offset"])
    wire.kind = "photo"
    _must(post(address, {"persyaratan": key, "bagian": name}), 200)
    wire.kind = "phone"


def _must(answer: Any, status: int) -> None:
    if answer.status_code != status:
        raise RuntimeError(f"{answer.status_code} instead of {status}: {answer.content[:200]!r}")


def _read(number: int, meter: Any, over: threading.Event) -> None:
    """Opens one page after another until it is over."""
    from visitors import Wire

    from silastri.practice.walk.visitor import Lost

    wire = Wire(PORT, meter)
    while not over.wait(PAUSE):
        number += 1
        try:
            wire.ask("GET", _PAGES[number % len(_PAGES)])
        except Lost:
            continue  # the meter has it
    wire.close()


if __name__ == "__main__":
    main()
