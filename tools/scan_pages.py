"""Lets Wapiti, a scanner that nobody here wrote, attack a running demo: as nobody, and as a citizen. Part of `make
check-long`; Wapiti lives in a place of its own, for it brings many packages that nothing else here needs.

    python tools/scan_pages.py [ADDRESS]    without an address it makes and serves a demo of its own
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parent.parent
WAPITI = ROOT / "build/wapiti/bin/wapiti"
MODULES = "cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,permanentxss,redirect,sql,ssrf,upload,xss,xxe"
MINUTES = int(os.environ.get("SCAN_MINUTES", "10"))  # at most to find pages, each time
DEEP = int(os.environ.get("SCAN_DEEP", "3"))  # clicks from the first page, and how many alike are attacked
LONGEST = int(os.environ.get("SCAN_LONGEST", "60"))  # minutes, each time; whatever takes longer has failed
# What Wapiti calls a finding and is none: at which addresses, and why. Whatever else it finds fails.
SETTLED = {
    "Secure Flag cookie": ("/", "the demo has no TLS; tests/web/access/test_page_headers.py sees the flag behind it"),
    "HTTP Strict Transport Security (HSTS)": ("/", "as above"),
    "Unencrypted Channels": ("/", "as above"),
    "Cross Site Request Forgery": ("/uang/", "who reports a bribe has no session that a forger could use"),
    "SQL Injection": ("/demo/kotak-keluar/tulis/", "whether it is a telephone number depends on digits of the attack"),
}
# Each office has its own of these pages: one office is attacked, for the pages of the others are made by the same code.
OF_AN_OFFICE = ("antrean", "kantor", "kepuasan", "kinerja", "layanan", "pengaduan", "uang")


def main() -> int:
    if not WAPITI.exists():
        print("NOT RUN  Wapiti could not be installed into build/wapiti")
        return 1 if os.environ.get("CI") == "true" else 0
    if len(sys.argv) > 1:
        return scan(sys.argv[1].rstrip("/"))
    with demo() as address:
        return scan(address)


def scan(address: str) -> int:
    found: list[str] = []
    # Nobody has no session that a forger could use; and the scanner takes two refusals (403) for no check of its token.
    as_nobody = MODULES.replace("csrf,", "")
    for who, cookies, modules in (
        ("a citizen", cookies_of(address), MODULES),
        ("nobody", cookies_of(address, signs_in=False), as_nobody),
    ):
        try:
            report = attacked(address, cookies, modules)
        except subprocess.TimeoutExpired:
            found.append(f"as {who}: it had not ended after {LONGEST} minutes, and nothing of it is known")
            continue
        visited = report["infos"]["crawled_pages_nbr"]
        told = [
            f"{kind}: {one['method']} {one['path']} {one['parameter'] or ''} {one['info']}"
            for part in ("vulnerabilities", "anomalies")
            for kind, all_found in report[part].items()
            for one in all_found
            if not (kind in SETTLED and one["path"].startswith(SETTLED[kind][0]))
        ]
        print(f"as {who}: {visited} pages, {len(told)} findings", flush=True)
        found += [f"as {who}: {line}" for line in told]
    print(*found, sep="\n")
    return 1 if found else 0


def attacked(address: str, cookies: str, modules: str) -> dict[str, dict[str, list[dict[str, str]]]]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        command = [WAPITI, "-u", f"{address}/", "--scope", "folder", "-m", modules, "-f", "json", "-o", out]
        command += ["--flush-session", "--store-session", folder, "--no-bugreport", "-v", "0"]
        # A bound of time for each attack would be simpler, but Wapiti 3.2 then finds its own store locked.
        command += ["--max-scan-time", str(MINUTES * 60), "-d", str(DEEP), "--max-links-per-page", str(10 * DEEP)]
        command += ["--max-files-per-dir", str(2 * DEEP), "--skip", "csrfmiddlewaretoken"]
        command += ["-x", f"{address}/keluar/", "-x", f"{address}/demo/masuk/*"]  # or it signs itself out
        for of_others in _of_others(address):
            command += ["-x", of_others]
        command += ["-x", f"{address}/static/*"]
        command += ["-H", f"Cookie: {cookies}"]
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, timeout=60 * LONGEST)
        report: dict[str, dict[str, list[dict[str, str]]]] = json.loads(out.read_text())
        return report


def _of_others(address: str) -> list[str]:
    """The pages of all offices but the first that is listed."""
    listed = re.findall(r'href="/kantor/([a-z0-9-]+)/"', httpx.get(f"{address}/kantor/", timeout=60).text)
    _, *others = dict.fromkeys(listed)
    return [f"{address}/{area}/{office}/*" for office in others for area in OF_AN_OFFICE]


def cookies_of(address: str, *, signs_in: bool = True) -> str:
    """Of a browser with forms that it may send: of the first citizen to whom the demo has a button, or of nobody."""
    with httpx.Client(base_url=address, follow_redirects=True, timeout=60) as browser:
        page = browser.get("/masuk/").text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        button = re.search(r'action="(/demo/masuk/\d+/)"', page)
        if not (token and button):
            raise SystemExit("the demo has no button to sign in")
        if signs_in:
            browser.post(button[1], data={"csrfmiddlewaretoken": token[1]}).raise_for_status()
        return "; ".join(f"{name}={value}" for name, value in browser.cookies.items())


@contextmanager
def demo() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as home, socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
        found.close()
        environment = os.environ | {"SILASTRI_HOME": home, "SILASTRI_DEMO": "1", "PORT": str(port)}
        subprocess.run([sys.executable, "tools/demo_home.py"], cwd=ROOT, env=environment, check=True)
        silastri = [sys.executable, "-m", "silastri"]
        subprocess.run([*silastri, "demo"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        with subprocess.Popen([*silastri, "serve"], cwd=ROOT, env=environment) as server:
            try:
                _wait(f"http://127.0.0.1:{port}")
                yield f"http://127.0.0.1:{port}"
            finally:
                server.terminate()


def _wait(address: str) -> None:
    for _ in range(120):
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("the demo does not answer")


if __name__ == "__main__":
    sys.exit(main())
