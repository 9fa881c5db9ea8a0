"""BSrE beside its failures: what is simulated stays an example, how it looks, what the service says of a file."""

import base64
import io
import json
import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from PIL import Image

from silastri.adapters.signing.authority import Authority
from silastri.adapters.signing.bsre import words
from silastri.adapters.signing.bsre.client import EsignClient
from silastri.adapters.signing.bsre.fake import Fake
from silastri.adapters.signing.bsre.fake.mood import Mood
from silastri.adapters.signing.bsre.fake.tell import tell
from silastri.adapters.signing.bsre.v2 import V2
from silastri.adapters.signing.bsre.words import SIMULATION
from silastri.adapters.signing.local import LocalSigner
from silastri.adapters.signing.port import CannotTell, Finding, NotSigned, OutcomeUnknown, SignerAway
from silastri.domain.refusal import NotFit
from tests import bsre
from tests.adapters.test_bsre_contract import HEAD, NUMBER, ORDER, PASSPHRASE, a_letter


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fake]:
    with bsre.served(tmp_path_factory.mktemp("bsre")) as fake:
        yield fake


@pytest.fixture
def fake(service: Fake) -> Iterator[Fake]:
    yield service
    service.tell(Mood())


@pytest.fixture(params=["v1", "v2"])
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def signer(version: str, fake: Fake) -> EsignClient:
    return bsre.client(fake, version)


def sign(signer: EsignClient) -> bytes:
    with signer.pen(HEAD, PASSPHRASE) as pen:
        return pen.sign(a_letter(), ORDER).pdf


def roots_of(authority: Authority, folder: Path) -> Path:
    folder.mkdir()
    (folder / "akar.pem").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    return folder


# What is simulated says so


def test_whom_it_believes_decides_what_the_letters_say(fake: Fake, version: str, tmp_path: Path) -> None:
    trial = bsre.client(fake, version)
    real = bsre.client(fake, version, roots=roots_of(Authority(tmp_path / "lain", tmp_path), tmp_path / "akar"))
    assert (trial.is_demo, real.is_demo) == (True, False)
    assert "CONTOH" in trial.authority_name
    assert real.authority_name == (
        "sertifikat elektronik yang diterbitkan oleh Balai Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara"
    )


def test_a_real_installation_takes_no_signature_of_the_simulation(fake: Fake, version: str, tmp_path: Path) -> None:
    real = bsre.client(fake, version, roots=roots_of(fake.world.signer.authority, tmp_path / "akar"))
    asked = fake.world.asked
    with pytest.raises(NotSigned, match="menuju simulasi"):
        sign(real)
    assert fake.world.asked == asked


def test_a_signature_of_nobody_we_believe_counts_for_nothing(
    fake: Fake, version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the simulation hides what it is."""
    monkeypatch.setattr("silastri.adapters.signing.bsre.fake.listener.SIMULATION", "x-lain")
    real = bsre.client(fake, version, roots=roots_of(Authority(tmp_path / "lain", tmp_path), tmp_path / "akar"))
    with pytest.raises(OutcomeUnknown, match="tidak dapat dipastikan"):
        sign(real)


def test_a_trial_sends_no_passphrase_to_a_real_service(
    fake: Fake, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("silastri.adapters.signing.bsre.fake.listener.SIMULATION", "x-lain")
    asked = fake.world.asked
    with pytest.raises(NotSigned, match="bukan simulasi"):
        sign(bsre.client(fake, version))
    assert fake.world.asked == asked


def test_letters_of_the_trial_stay_genuine_examples(fake: Fake, version: str, tmp_path: Path) -> None:
    signed = sign(bsre.client(fake, version))
    real = bsre.client(fake, version, roots=roots_of(Authority(tmp_path / "lain", tmp_path), tmp_path / "akar"))
    verdict = real.verify(signed)
    assert (verdict.finding, verdict.is_example) == (Finding.GENUINE, True)


def test_letters_of_another_root_are_real_where_it_is_believed(fake: Fake, version: str, tmp_path: Path) -> None:
    other = LocalSigner(authority=tmp_path / "lain", signers=tmp_path / "kunci")
    other.issue(person=1, name=bsre.NAME, passphrase=PASSPHRASE)
    with other.pen(HEAD, PASSPHRASE) as pen:
        signed = pen.sign(a_letter(), ORDER).pdf
    real = bsre.client(fake, version, roots=roots_of(other.authority, tmp_path / "akar"))
    assert (real.verify(signed).finding, real.verify(signed).is_example) == (Finding.GENUINE, False)
    assert bsre.client(fake, version).verify(signed).finding is Finding.UNKNOWN


def test_the_simulation_says_so_on_its_page_and_in_every_answer(fake: Fake) -> None:
    page = httpx.get(f"{fake.control_url}/")
    assert "bukan server BSrE" in page.text
    for path in ("/", "/api/user/status/1", "/api/v2/sign/pdf"):
        assert "simulasi" in httpx.get(fake.url + path).headers[SIMULATION]


# What is sent


class Catcher:
    """A service that keeps what it was sent, and says that everybody may sign."""

    def __init__(self) -> None:
        caught: list[tuple[str, bytes]] = []
        self.caught = caught

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                caught.append((self.path, body))
                said = json.dumps({"status": "ISSUE", "status_code": 1111}).encode()
                self.send_response(200)
                self.send_header(SIMULATION, "uji")
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            do_GET = do_POST  # noqa: N815

            def log_message(self, *_: object) -> None: ...

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()


@pytest.fixture
def catcher() -> Iterator[Catcher]:
    made = Catcher()
    yield made
    made.server.shutdown()
    made.server.server_close()


def caught(catcher: Catcher, fake: Fake, version: str, **options: Any) -> bytes:
    signer = bsre.client(fake, version, url=f"http://127.0.0.1:{catcher.server.server_port}/", **options)
    with pytest.raises(OutcomeUnknown):
        sign(signer)
    sent = [body for path, body in catcher.caught if path.endswith("/sign/pdf")]
    assert len(sent) == 1, "one letter, once"
    return sent[0]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gambar") / "ttd.png"
    Image.new("RGB", (4, 4), "white").save(path)
    return path


def field(body: bytes, name: str) -> str:
    return body.partition(f'name="{name}"\r\n\r\n'.encode())[2].partition(b"\r\n")[0].decode()


def test_version_1_sends_fields_and_one_file(catcher: Catcher, fake: Fake, image: Path) -> None:
    body = caught(catcher, fake, "v1")
    assert (field(body, "nik"), field(body, "tampilan")) == (bsre.HEAD, "invisible")
    assert field(body, "reason") == f"Surat nomor {NUMBER}"
    assert body.count(b"%PDF-") == 1
    catcher.caught.clear()
    body = caught(catcher, fake, "v1", image=image, place="1,60,700,100,50")
    told = {name: field(body, name) for name in ("tampilan", "image", "page", "xAxis", "yAxis", "width", "height")}
    assert told == {
        "tampilan": "visible", "image": "true", "page": "1", "xAxis": "60.0", "yAxis": "700.0", "width": "100.0",
        "height": "50.0",
    }  # fmt: skip
    assert b'name="imageTTD"' in body


def test_version_2_sends_json_with_one_file(catcher: Catcher, fake: Fake, image: Path) -> None:
    sent = json.loads(caught(catcher, fake, "v2"))
    assert (sent["nik"], len(sent["file"])) == (bsre.HEAD, 1)
    assert sent["signatureProperties"] == [
        {"tampilan": "INVISIBLE", "location": "Bagansiapiapi", "reason": f"Surat nomor {NUMBER}"}
    ]
    assert base64.b64decode(sent["file"][0]).startswith(b"%PDF-")
    catcher.caught.clear()
    seen = json.loads(caught(catcher, fake, "v2", image=image, place="#,100,50"))["signatureProperties"][0]
    assert (seen["tampilan"], seen["tag_koordinat"], seen["width"], seen["height"]) == ("VISIBLE", "#", 100, 50)
    assert Image.open(io.BytesIO(base64.b64decode(seen["imageBase64"]))).size == (4, 4)


@pytest.mark.parametrize("place", ["", "#", "1,2", "a,b,c,d,e", "#,lebar,tinggi"])
def test_a_place_that_is_none_stops_at_start(place: str, fake: Fake, image: Path) -> None:
    with pytest.raises(ValueError):
        bsre.client(fake, "v1", image=image, place=place)


# What is read


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"error": "Proses signing gagal : User tidak terdaftar 2011", "status_code": 400}, "2011"),
        ({"error": "Proses signing gagal : User tidak terdaftar 2011.", "status_code": 400}, "2011"),
        ({"error": "Passphrase anda salah", "status_code": 2031}, "2031"),
        ({"message": "Passphrase anda salah", "status_code": "2031"}, "2031"),
        ({"error": "gagal pada 2026", "status_code": 2031}, "2031"),
        ({"error": "nomor 12031", "status_code": 400}, ""),
        ({"error": None, "status_code": None}, ""),
        ({"error": {"2031": []}, "status_code": []}, ""),
        ({}, ""),
    ],
)
def test_the_vendors_code_is_found_wherever_it_stands(said: dict[str, Any], code: str) -> None:
    assert words.code(said) == code


@pytest.mark.parametrize(
    ("said", "active"),
    [
        ({"status": "ISSUE", "status_code": 1111}, True),
        ({"status_code": 1111, "message": "aktif"}, True),
        ({"status": "issue"}, True),
        ({"status": "EXPIRED", "status_code": 1111}, False),
        ({"status": "RENEW"}, False),
        ({"status": "SESUATU YANG BARU", "status_code": 9999}, False),
        ({}, False),
    ],
)
def test_only_who_is_issued_a_certificate_may_sign(said: dict[str, Any], active: bool) -> None:
    assert words.is_active(said) is active


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 200_000, b'"2031"'])
def test_what_is_no_answer_says_nothing(content: bytes) -> None:
    assert words.said(content) == {}


def test_a_state_that_we_do_not_know_may_not_sign(fake: Fake, signer: EsignClient, monkeypatch: Any) -> None:
    monkeypatch.setattr(fake.world, "state", lambda *_: ("LAIN", 9999))
    assert "LAIN" in signer.may_not_sign(bsre.HEAD)


# What the service says of a file


def test_the_service_verifies_too(signer: EsignClient) -> None:
    signed = sign(signer)
    verdict = signer.ask_verdict(signed)
    assert (verdict.finding, verdict.signer, verdict.number) == (Finding.GENUINE, bsre.NAME, NUMBER)
    assert verdict.is_example
    assert "Menurut BSrE: Dokumen valid" in verdict.why
    place = signed.index(b"stream") + 40
    changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    assert signer.ask_verdict(changed).finding is Finding.CHANGED
    assert "tidak bertanda tangan" in signer.ask_verdict(a_letter()).why


@pytest.mark.parametrize("content", [b"", b"abc"])
def test_the_service_breaks_on_what_is_no_pdf(content: bytes, signer: EsignClient) -> None:
    with pytest.raises(CannotTell, match="PDF yang utuh"):
        signer.ask_verdict(content)


@pytest.mark.parametrize("mood", ["mati", "hilang", "putus"])
def test_a_service_that_is_away_cannot_be_asked(mood: str, fake: Fake, signer: EsignClient) -> None:
    fake.tell(Mood(mood, where="semua"))
    with pytest.raises(SignerAway):
        signer.ask_verdict(a_letter())


SECOND = {
    "conclusion": "VALID",
    "description": "Dokumen valid, Sertifikat yang digunakan terpercaya",
    "signatureCount": 1,
    "signatureInformations": [
        {
            "signatureFormat": "PAdES-BASELINE-LT",
            "signerName": "Pejabat Contoh",
            "signatureDate": "2024-03-23T06:50:15.000+00:00",
            "reason": "Surat nomor 7",
            "signatureAlgorithm": None,
            "digestAlgorithm": None,
            "timestampInfomation": {"signerName": "Otoritas Waktu", "timestampDate": "2024-03-23T06:56:19.000+00:00"},
            "certificateDetails": [{"commonName": "Pejabat Contoh", "signatureAlgoritm": "RSA with SHA256"}],
            "integrityValid": True,
            "certificateTrusted": True,
            "lastSignature": False,
            "ltv": True,
        }
    ],
}


def test_version_2_is_read_with_its_spelling_and_the_timestamps_time(fake: Fake) -> None:
    verdict = bsre.client(fake, "v2")._read_verdict(SECOND)
    assert verdict.finding is Finding.GENUINE
    assert verdict.signed_at == datetime(2024, 3, 23, 6, 56, 19, tzinfo=UTC)
    assert (verdict.signer, verdict.number) == ("Pejabat Contoh", "7")
    assert "PAdES-BASELINE-LT, dengan LTV" in verdict.why


@pytest.mark.parametrize(
    ("more", "finding"),
    [
        ({"conclusion": "INVALID"}, Finding.UNKNOWN),
        ({"conclusion": "LAINNYA"}, Finding.UNKNOWN),
        ({"conclusion": None}, Finding.UNKNOWN),
        ({"signatureInformations": []}, Finding.UNKNOWN),
        ({"signatureInformations": None}, Finding.UNKNOWN),
        ({"signatureInformations": [{"integrityValid": False}]}, Finding.CHANGED),
        ({"signatureInformations": [{"integrityValid": True, "timestampInfomation": None}]}, Finding.GENUINE),
        ({"signatureInformations": [{"integrityValid": True, "signatureDate": "kemarin"}, 7]}, Finding.GENUINE),
    ],
)
def test_version_2_says_no_more_than_it_says(more: dict[str, Any], finding: Finding, fake: Fake) -> None:
    assert bsre.client(fake, "v2")._read_verdict(SECOND | more).finding is finding


def test_without_a_timestamp_the_signers_own_time_is_told(fake: Fake) -> None:
    information = SECOND["signatureInformations"][0] | {"timestampInfomation": None, "ltv": False}  # type: ignore[index]
    verdict = bsre.client(fake, "v2")._read_verdict(SECOND | {"signatureInformations": [information]})
    assert verdict.signed_at == datetime(2024, 3, 23, 6, 50, 15, tzinfo=UTC)
    assert "tanpa LTV" in verdict.why


@pytest.mark.parametrize(
    ("summary", "intact", "finding"),
    [
        ("VALID", True, Finding.GENUINE),
        ("DOCUMENT VALID !!!", True, Finding.GENUINE),
        ("DOCUMENT NOT VALID !!!", True, Finding.UNKNOWN),
        ("INVALID", True, Finding.UNKNOWN),
        ("VALID", False, Finding.CHANGED),
        (None, True, Finding.UNKNOWN),
    ],
)
def test_version_1_is_read_whole(summary: str | None, intact: bool, finding: Finding, fake: Fake) -> None:
    detail = {
        "info_signer": {"signer_name": "Pejabat Contoh"},
        "signature_document": {"document_integrity": intact, "signed_in": "2024-01-02 10:11:12.000000"},
    }
    said = {"summary": summary, "notes": "Catatan", "details": [detail]}
    verdict = bsre.client(fake, "v1")._read_verdict(said)
    assert (verdict.finding, verdict.signer, verdict.signed_at) == (finding, "Pejabat Contoh", None)


def test_the_chain_of_a_signer(fake: Fake) -> None:
    signer = bsre.client(fake, "v2")
    assert isinstance(signer, V2)
    leaf, root = signer.chain(bsre.HEAD)
    assert root == fake.world.signer.authority.certificate
    leaf.verify_directly_issued_by(root)
    assert signer.chain(bsre.NOBODY) == []


def test_version_1_finds_nothing_that_it_did_not_sign(fake: Fake) -> None:
    for document in ("", "tidak-ada", "../user/status/1", "a b/c"):
        with pytest.raises(CannotTell):
            bsre.client(fake, "v1").find(document)


@pytest.mark.parametrize(
    ("mood", "says"), [("mati", "Coba lagi"), ("http-401", "pengaturan"), ("http-302", "pengaturan")]
)
def test_a_question_about_a_letter_claims_nothing_of_it(mood: str, says: str, fake: Fake) -> None:
    """It may be signed already: that it is not must not be said."""
    fake.tell(Mood(mood, where="semua"))
    with pytest.raises((CannotTell, SignerAway), match=says) as raised:
        bsre.client(fake, "v1").find("dok-1")
    assert "belum ditandatangani" not in str(raised.value)


# The fake itself


def test_it_is_told_by_a_program_and_by_its_page(fake: Fake) -> None:
    assert tell(fake.control_port, Mood("lambat", seconds=1, times=2))["mood"] == "lambat"
    assert fake.world.mood == Mood("lambat", seconds=1, times=2)
    page = httpx.post(f"{fake.control_url}/tingkah", data={"mood": "diam", "times": "1"})
    assert (page.status_code, fake.world.mood.name) == (303, "diam")
    assert 'value="diam" checked' in httpx.get(fake.control_url).text
    for wrong in ({"mood": "riang"}, {"mood": "lambat", "times": "dua"}, {"mood": "lambat", "where": "sana"}, {}):
        assert httpx.post(f"{fake.control_url}/tingkah", data=wrong).status_code == 422
    assert fake.world.mood.name == "diam"
    with pytest.raises(NotFit, match="silastri bsre fake"):
        tell(1, Mood())


def test_a_totp_signs_as_a_passphrase_does(fake: Fake) -> None:
    auth = (bsre.ACCESS.user, bsre.ACCESS.password)
    asked = httpx.post(f"{fake.url}/api/v2/sign/get/totp", json={"nik": bsre.HEAD, "data": 1}, auth=auth)
    assert asked.json()["success"] is True
    code = httpx.get(f"{fake.control_url}/tingkah").json()["totp"][bsre.HEAD]
    body = {"nik": bsre.HEAD, "totp": code, "signatureProperties": [{"tampilan": "INVISIBLE"}]}
    file = {"file": [base64.b64encode(a_letter()).decode()]}
    signed = httpx.post(f"{fake.url}/api/v2/sign/pdf", json=body | file, auth=auth, timeout=30)
    assert base64.b64decode(signed.json()["file"][0]).startswith(b"%PDF-")
    refused = httpx.post(f"{fake.url}/api/v2/sign/get/totp", json={"nik": bsre.NOBODY}, auth=auth)
    assert (refused.status_code, refused.json()["success"]) == (200, False)


def test_no_log_holds_a_nik(fake: Fake, signer: EsignClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, logger=name)
    sign(signer)
    assert caplog.records, "httpx and httpcore do log"
    assert bsre.HEAD not in caplog.text
