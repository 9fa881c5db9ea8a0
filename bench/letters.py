"""Letters a second, drawn and signed, each beside others doing the same work in the same run.

Drawing: a real letter of the demo, with kop, facts, QR and signature block, against WeasyPrint on an equal page.
Signing (PAdES B-B, keys loaded): against the raw rate of the library underneath, and pyHanko, as shipped and tuned.
"""

import io
import json
import multiprocessing
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from keys import tell
from rounds import ROUNDS, SECONDS, Found, Work, interleave

from silastri.adapters.signing.keys import HeldKey, unlock

ROOT = Path(__file__).parent.parent
WEASYPRINT = ROOT / "build/weasyprint/bin/python"
KINDS = {"RSA-2048": "rsa2048", "P-256": "ec"}
_JOBS: dict[str, Work] = {}


def main() -> None:
    sys.path.insert(0, str(ROOT))
    machine()
    with tempfile.TemporaryDirectory() as home:
        # The officers of a sample town get sample keys, which are given out only in a home made for a demo.
        (Path(home) / "DEMO").touch()
        os.environ |= {
            "SILASTRI_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "silastri.config.settings",
            "SILASTRI_HOME": home,
            "SILASTRI_STATIC_NAMES": "plain",
            "SILASTRI_DATABASE": "",
        }
        data, at = a_letter()
        drawn = drawing(data, at)
        signers = {name: signing(name, Path(home), drawn) for name in KINDS}
        whole(data, at, signers)
        all_cores()


def machine() -> None:
    model = next((line.split(":")[1].strip() for line in cpuinfo() if line.startswith("model name")), "")
    load = os.getloadavg()[0]
    print(f"{model or platform.machine()}, {os.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}")
    print(f"medians of {ROUNDS} interleaved rounds of {SECONDS} s")


def cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


def a_letter() -> tuple[dict[str, Any], datetime]:
    """What the product draws when a head signs: taken from a case that went all its way."""
    import django

    django.setup()
    from django.core.management import call_command

    from silastri.adapters.pdf.typst import Typst
    from tests.builders import a_case, a_town

    call_command("migrate", verbosity=0)
    kept: list[tuple[dict[str, Any], datetime]] = []
    draw = Typst.draw

    def listening(self: Typst, template: str, data: Any, *, at: datetime) -> bytes:
        if template == "letter" and data["qr"]:
            kept.append((dict(data), at))
        return draw(self, template, data, at=at)

    with patch.object(Typst, "draw", listening):
        a_case(a_town(), None)
    return kept[-1]


def drawing(data: dict[str, Any], at: datetime) -> bytes:
    """A drawn letter, after the rates of all who can draw it were printed."""
    from silastri.adapters.pdf import printer

    contenders: dict[str, Work] = {"SILASTRI": lambda n: draw(data, at, n)}
    weasyprint = start_weasyprint(data)
    if weasyprint:
        contenders["WeasyPrint"] = weasyprint
    found = interleave(contenders)
    print("\nA letter drawn (QR, JSON, typst; PDF/A-3a and PDF/UA-1), one process")
    report(found, "WeasyPrint", "letters/s")
    if weasyprint:
        tell("letter_drawn_vs_weasyprint", ratio(found["SILASTRI"][0], found["WeasyPrint"][0]), on="any")
    return printer().draw("letter", data, at=at)


def draw(data: dict[str, Any], at: datetime, number: int) -> bytes:
    """Each letter is another: number, title, holder's code."""
    from silastri.adapters.pdf import printer, qr

    said = f"500.16.7.4/{number:04}/DPMPTSP/XI/2026"
    new = {
        "number": said,
        "title": f"{data['name']} {said}",
        "qr": qr.svg(f"HTTPS://IZIN.CONTOH.GO.ID/S/{number:012X}"),
    }
    return printer().draw("letter", data | new, at=at)


def start_weasyprint(data: dict[str, Any]) -> Work | None:
    if not WEASYPRINT.exists():
        print("\nNOT MEASURED: WeasyPrint is not installed (make bench-letters does)")
        return None
    command = [str(WEASYPRINT), str(ROOT / "bench/weasyprint_letter.py")]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    said = process.stdout.readline()
    if not said.startswith("ready"):
        print("\nNOT MEASURED: WeasyPrint does not start; it needs Pango (Debian: apt install libpangoft2-1.0-0)")
        return None
    print(f"\nWeasyPrint {said.split()[1]}, with its fonts kept; its QR is given, not drawn")
    to, back = process.stdin, process.stdout

    def one(number: int) -> None:
        to.write(json.dumps(data | {"number": f"500.16.7.4/{number:04}/DPMPTSP/XI/2026"}) + "\n")
        to.flush()
        assert int(back.readline()) > 1000

    return one


def signing(name: str, home: Path, pdf: bytes) -> Any:
    """The signer, after the rates of all who can sign with that kind of key were printed."""
    from silastri.adapters.signing.port import Order, Signer
    from tests import letters

    signer = letters.demo(home / KINDS[name], kind=KINDS[name])
    pen = signer.pen(Signer(1), letters.PASSPHRASE).__enter__()
    order = Order(letters.NUMBER, "Bagansiapiapi", letters.AT)
    shipped, kept = with_pyhanko(signer, pdf)
    contenders: dict[str, Work] = {
        "raw (cryptography)": raw(signer),
        "SILASTRI": lambda _: pen.sign(pdf, order),
        "pyHanko as shipped": shipped,
        "pyHanko, key kept": kept,
    }
    _JOBS.update({f"{name}, {key}": job for key, job in contenders.items()})
    print(f"\nA letter signed, {name}, one process, keys loaded")
    found = interleave(contenders)
    report(found, "pyHanko as shipped", "signatures/s", "raw (cryptography)")
    if name == "RSA-2048":
        tell("letter_signed_vs_raw", ratio(found["SILASTRI"][0], found["raw (cryptography)"][0]), on="any")
    return pen, order


def raw(signer: Any) -> Work:
    key, content = held(signer), b"x" * 200
    return lambda _: key.sign(content)


def held(signer: Any) -> HeldKey:
    from tests import letters

    return unlock(signer.authority.key_file(1).read_bytes(), letters.PASSPHRASE)


def with_pyhanko(signer: Any, pdf: bytes) -> tuple[Work, Work]:
    """As its documentation shows, and with what one learns from a profile: the key kept, room told."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    from tests import letters

    locked = signer.authority.key_file(1).read_bytes()
    plain = signers.SimpleSigner.load_pkcs12_data(locked, (), letters.PASSPHRASE.encode())
    meta = signers.PdfSignatureMetadata(field_name="TandaTangan", subfilter=fields.SigSeedSubFilter.PADES)

    class Kept(signers.SimpleSigner):
        key: Any = None

        def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
            return bytes(self.key.sign(data))

    kept = Kept(plain.signing_cert, plain.signing_key, plain.cert_registry)
    kept.key = held(signer)

    def sign(by: Any, room: int | None = None) -> None:
        signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), meta, signer=by, bytes_reserved=room)

    return lambda _: sign(plain), lambda _: sign(kept, 8192)


def whole(data: dict[str, Any], at: datetime, signers: dict[str, Any]) -> None:
    print("\nOne letter drawn and signed, one process")
    number = count()

    def by(pen: Any, order: Any) -> Work:
        return lambda _: pen.sign(draw(data, at, next(number)), order)

    report(interleave({name: by(*signer) for name, signer in signers.items()}), "", "letters/s")


def all_cores() -> None:
    """The same jobs in as many processes as there are cores, at once."""
    cores = os.cpu_count() or 1
    print(f"\nSigned on all {cores} cores")
    for name in (name for name in _JOBS if "key kept" not in name):
        with multiprocessing.get_context("fork").Pool(cores) as pool:
            rates = pool.map(rate_of, [name] * cores, chunksize=1)
        print(f"  {name:34} {sum(rates):9.0f} signatures/s")


def rate_of(name: str) -> float:
    job, done = _JOBS[name], 0
    for n in range(3):
        job(n)
    begun = time.perf_counter()
    while time.perf_counter() - begun < 2 * SECONDS:
        job(done)
        done += 1
    return done / (time.perf_counter() - begun)


def report(found: dict[str, Found], base: str, unit: str, limit: str = "") -> None:
    for name, (rates, times) in found.items():
        ordered = sorted(times)
        p50, p95 = ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.95)] * 1000
        ratios = [f"x{ratio(rates, found[other][0]):.2f} of {other}" for other in (base, limit) if other in found]
        line = f"  {name:22} {statistics.median(rates):9.1f} {unit}   p50 {p50:.2f} ms  p95 {p95:.2f} ms   "
        print(line + ", ".join(ratios))


def ratio(rates: list[float], others: list[float]) -> float:
    return statistics.median(rate / other for rate, other in zip(rates, others, strict=True))


if __name__ == "__main__":
    main()
