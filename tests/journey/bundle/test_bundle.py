"""The bundle of a case: everything is in it, and whatever is changed in it is found, without us or a network."""

import io
import json
import zipfile
from base64 import urlsafe_b64decode
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.letters import keys
from silastri.apps.letters.models import LetterKey
from silastri.domain.bundle.manifest import MANIFEST, SIGNATURE, Piece
from silastri.jobs import making
from silastri.journey.bundle import make
from silastri.journey.made_files.make import make_next
from tests.builders import MONDAY, Town, a_case

LATER = MONDAY + timedelta(days=1)
Browser = Callable[[Person | None], Client]


@pytest.fixture
def bundle(town: Town, browser: Browser) -> dict[str, bytes]:
    case = a_case(town, None)
    answer = browser(town.officer("back_office")).get(f"/petugas/permohonan/{case.ref}/bundel.zip")
    assert answer["Content-Disposition"] == f'attachment; filename="bundel-{case.ref}.zip"'
    return opened(answer.content)


def opened(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        assert {one.compress_type for one in folder.infolist()} == {zipfile.ZIP_STORED}
        return {name: folder.read(name) for name in folder.namelist()}


@pytest.mark.once
def test_everything_is_in_it_and_signed(bundle: dict[str, bytes], town: Town) -> None:
    signed = bundle.pop(MANIFEST)
    signature = bundle.pop(SIGNATURE)
    listed = [Piece(one["path"], one["size"], one["sha256"]) for one in json.loads(signed)["berkas"]]
    assert listed == [Piece.of(path, content) for path, content in bundle.items()]
    key = keys.public(LetterKey.objects.get(office=town.office, until=None))
    said = urlsafe_b64decode(json.loads(signature)["tanda_tangan"] + "==")
    halves = encode_dss_signature(int.from_bytes(said[:32]), int.from_bytes(said[32:]))
    key.verify(halves, signed, ec.ECDSA(SHA256()))
    with pytest.raises(InvalidSignature):
        key.verify(halves, signed.replace(b"RHL", b"RHX"), ec.ECDSA(SHA256()))
    card = json.loads(bundle["kartu-kendali.json"])
    assert [row["turn"] for row in card] == list(range(1, len(card) + 1))
    assert {"permohonan.json", "kartu-kendali.pdf", "tanda-terima.pdf", "penyerahan.json", "periksa.html"} <= set(
        bundle
    )
    told = json.loads(bundle["kabar.json"])
    assert told
    assert all("/aktivasi/" not in one["isi"] for one in told)
    letter = json.loads(next(bundle[name] for name in bundle if name.endswith(".pernyataan.json")))
    assert letter["berkas"] in bundle
    assert letter["pernyataan"]
    assert json.loads(letter["isi"])["nomor"] == letter["nomor"]
    assert [name for name in bundle if name.startswith("berkas/")]


@pytest.mark.once
def test_who_has_not_to_do_with_the_case_gets_none(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    address = f"/petugas/permohonan/{case.ref}/bundel.zip"
    assert browser(None).get(address).status_code == 302
    assert browser(town.citizens[0]).get(address).status_code == 403
    assert browser(town.officer("loket")).get("/petugas/permohonan/RHL-00000-00000/bundel.zip").status_code == 404
    assert browser(town.officer("loket")).get(address).status_code == 200
    line = LogEntry.objects.get(what="bundle_case")
    assert (line.about, line.whose_id) == (case.ref, case.applicant_id)


@pytest.mark.once
def test_a_large_one_is_made_in_the_background(town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case(town, "verifikasi")
    monkeypatch.setattr(make, "AT_ONCE", 0)
    client = browser(town.officer("back_office"))
    asked = client.get(f"/petugas/permohonan/{case.ref}/bundel.zip")
    assert asked.status_code == 302
    assert make_next(making.MAKERS, lambda: LATER)
    taken = client.get(f"{asked['Location']}unduh/")
    assert MANIFEST in opened(taken.content)


def test_the_checker_is_whole(client: Client) -> None:
    answer = client.get("/surat/periksa/periksa.html")
    assert "attachment" in answer["Content-Disposition"]
    page = answer.content.decode()
    assert "const Statement" in page
    assert "src=" not in page
    assert "href=" not in page
