"""Where keys lie and whose they are: PKCS#12 files, a PKCS#11 token (SoftHSM), the demo's; and clocks over HTTP."""

import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pikepdf
import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, CertificateType, ObjectClass
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key

from silastri.adapters.signing import timestamp
from silastri.adapters.signing.local import LocalSigner
from silastri.adapters.signing.port import Finding, Level, NotSigned, Order, Signer, SignerAway
from tests import clock, letters
from tests.letters import AT, NUMBER, PASSPHRASE, Chain

SOFTHSM = next((path for path in Path("/usr/lib").glob("**/libsofthsm2.so")), Path("/usr/lib/softhsm/libsofthsm2.so"))
NEEDS_SOFTHSM = pytest.mark.skipif(not shutil.which("softhsm2-util"), reason="softhsm2 is not installed")


@pytest.fixture(scope="module")
def chain() -> Chain:
    return Chain()


def real(folder: Path, chain: Chain, **options: Any) -> LocalSigner:
    """As an installation that signs for real: its keys are under a root of the trust folder."""
    roots = chain.trust(folder / "trust")
    chosen = {"keys": "p12", "roots": roots} | options
    return LocalSigner(authority=folder / "authority", signers=folder / "signers", **chosen)


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["ec", "rsa2048", "rsa3072"])
def test_an_officer_signs_with_his_own_file(chain: Chain, tmp_path: Path, kind: str) -> None:
    signer = real(tmp_path, chain)
    signer.adopt(person=1, locked=chain.p12(kind), passphrase=PASSPHRASE)
    found = signer.verify(letters.sign(signer, letters.plain_letter()))
    assert (found.finding, found.is_example, found.signer) == (Finding.GENUINE, False, letters.NAME)
    assert signer.is_demo is False
    assert "Root CA Negara Contoh" in signer.authority_name


def test_a_file_with_a_wrong_passphrase_is_not_kept(chain: Chain, tmp_path: Path) -> None:
    signer = real(tmp_path, chain)
    for locked, passphrase in ((chain.p12(), "salah"), (b"bukan", PASSPHRASE)):
        with pytest.raises(NotSigned):
            signer.adopt(person=1, locked=locked, passphrase=passphrase)
    assert not (tmp_path / "signers").exists()


def test_what_a_key_is_follows_from_its_certificate(chain: Chain, tmp_path: Path) -> None:
    """A demo key signs nothing real, a real one nothing of the demo, and a stranger's nothing at all."""
    demo = letters.demo(tmp_path)
    demo.authority.keep(2, chain.p12())
    installed = real(tmp_path, chain)
    for signer, person in ((demo, 2), (installed, 1)):
        with pytest.raises(NotSigned, match="bukan dari otoritas"):
            letters.sign(signer, letters.plain_letter(), person=person)
    with pytest.raises(NotSigned, match="bukan dari otoritas"):
        installed.adopt(person=3, locked=Chain("Lain").p12(), passphrase=PASSPHRASE)
    shown = installed.verify(letters.sign(demo, letters.plain_letter()))
    assert (shown.finding, shown.is_example) == (Finding.GENUINE, True), "an example, wherever it is shown"


def test_a_certificate_that_has_ended_signs_nothing(chain: Chain, tmp_path: Path) -> None:
    signer = real(tmp_path, chain)
    signer.adopt(person=1, locked=chain.p12(days=410), passphrase=PASSPHRASE)
    letters.sign(signer, letters.plain_letter())
    with pytest.raises(NotSigned, match="tidak berlaku hari ini"):
        letters.sign(signer, letters.plain_letter(), at=AT + timedelta(days=11))


def test_a_revoked_key_of_the_demo_signs_nothing(tmp_path: Path) -> None:
    signer = letters.demo(tmp_path)
    before = letters.sign(signer, letters.plain_letter())
    signer.revoke(person=1, at=AT)
    with pytest.raises(NotSigned, match="tidak punya"):
        signer.revoke(person=2, at=AT)
    with pytest.raises(NotSigned, match="sudah dicabut"):
        letters.sign(signer, letters.plain_letter(), at=AT + timedelta(minutes=1))
    found = signer.verify(before)
    assert (found.finding, found.revoked_at) == (Finding.UNKNOWN, AT)


def test_a_pen_opens_its_key_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signer = letters.demo(tmp_path)
    with signer.pen(Signer(1), PASSPHRASE) as pen:
        (tmp_path / "signers/1.p12").unlink()
        signed = [pen.sign(letters.plain_letter(), Order(f"{n}/2026", "Bagansiapiapi", AT)).pdf for n in range(3)]
    assert [signer.verify(pdf).number for pdf in signed] == ["0/2026", "1/2026", "2/2026"]


@pytest.mark.parametrize("number", ["1/(2)\\3", "Nomor é 1", "1" * 300, ""])
def test_any_number_and_place_can_be_said(tmp_path: Path, number: str) -> None:
    signer = letters.demo(tmp_path)
    with signer.pen(Signer(1), PASSPHRASE) as pen:
        pdf = pen.sign(letters.plain_letter(), Order(number, "Kota (Baru) ’26", AT)).pdf
    assert signer.verify(pdf).number == number
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.AcroForm.Fields[0].V.Location) == "Kota (Baru) ’26"


def test_pages_in_a_circle_are_not_followed_for_ever(tmp_path: Path) -> None:
    first, second = b"<</Type/Pages/Kids[2 0 R]/Count 1>>", b"<</Type/Pages/Kids[1 0 R]/Count 1>>"
    pdf, places = b"%PDF-1.7\n", [0]
    for number, content in enumerate((first, second, b"<</Type/Catalog/Pages 1 0 R>>"), 1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places[1:])
    pdf += b"xref\n0 4\n%strailer\n<</Size 4/Root 3 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (rows, len(pdf))
    with letters.demo(tmp_path).pen(Signer(1), letters.PASSPHRASE) as pen, pytest.raises(NotSigned):
        pen.sign(pdf, Order(NUMBER, "Bagansiapiapi", AT))


_FAR = b"9" * 30  # a place that no file has
_NO_PDF = [
    b"", b"abc", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n0\n%%EOF",
    b"%PDF-1.7\nstartxref\n" + _FAR + b"\n%%EOF", b"xref\n0 " + _FAR + b"\nstartxref\n0\n%%EOF",
]  # fmt: skip


@pytest.mark.parametrize("content", _NO_PDF)
def test_what_is_no_pdf_is_not_signed(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(NotSigned, match="tidak dapat ditandatangani"):
        letters.sign(letters.demo(tmp_path), content)


# -- tokens ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory, chain: Chain) -> Iterator[LocalSigner]:
    """A SoftHSM token of its own, with an elliptic key for officer 1 and an RSA key for officer 2."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    conf = folder / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
    before, os.environ["SOFTHSM2_CONF"] = os.environ.get("SOFTHSM2_CONF"), str(conf)
    pins = ["--pin", PASSPHRASE, "--so-pin", "12345678"]
    command = ["softhsm2-util", "--init-token", "--free", "--label", "silastri", *pins]
    subprocess.run(command, check=True, capture_output=True)
    with pkcs11.lib(str(SOFTHSM)).get_token(token_label="silastri").open(rw=True, user_pin=PASSPHRASE) as session:
        for person, kind in enumerate(("ec", "rsa2048"), start=1):
            _put(session, chain, f"petugas-{person}", kind)
    where = {"module": str(SOFTHSM), "token": "silastri", "key": "petugas-{petugas}"}
    yield real(folder, chain, keys="pkcs11", token=where)
    os.environ.pop("SOFTHSM2_CONF")
    if before:
        os.environ["SOFTHSM2_CONF"] = before


def _put(session: Any, chain: Chain, label: str, kind: str) -> None:
    key = letters.private_key(kind)
    der = key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    stored = (decode_ec_private_key if kind == "ec" else decode_rsa_private_key)(der)
    session.create_object(stored | {Attribute.LABEL: label, Attribute.TOKEN: True, Attribute.SENSITIVE: True})
    for name, certificate in ((label, chain.certify(letters.NAME, key)), ("CA", chain.middle)):
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.LABEL: name,
                Attribute.TOKEN: True,
                Attribute.SUBJECT: certificate.subject.public_bytes(),
                Attribute.VALUE: certificate.public_bytes(Encoding.DER),
            }
        )


@NEEDS_SOFTHSM
@pytest.mark.parametrize(("person", "algorithm"), [(1, "EC 256, SHA256"), (2, "RSA 2048, SHA256")])
def test_a_key_in_a_token_signs(token: LocalSigner, person: int, algorithm: str) -> None:
    found = token.verify(letters.sign(token, letters.plain_letter(), person=person))
    assert (found.finding, found.algorithm, found.number) == (Finding.GENUINE, algorithm, NUMBER)


@NEEDS_SOFTHSM
def test_a_token_refuses_a_wrong_pin_and_an_officer_without_key(token: LocalSigner) -> None:
    for wrong in ("", "salah", "x" * 400):
        with pytest.raises(NotSigned, match="Frasa sandi salah"):
            letters.sign(token, letters.plain_letter(), passphrase=wrong)
    with pytest.raises(NotSigned, match="belum punya kunci"):
        letters.sign(token, letters.plain_letter(), person=3)


@NEEDS_SOFTHSM
def test_another_officers_log_in_opens_nothing(token: LocalSigner) -> None:
    """PKCS#11 logs in a whole process: while one signs, a wrong PIN of another must wait, and is then refused."""
    refused: list[Exception] = []

    def intrude() -> None:
        try:
            letters.sign(token, letters.plain_letter(), person=2, passphrase="salah")
        except NotSigned as error:
            refused.append(error)

    with token.pen(Signer(1), PASSPHRASE) as pen:
        other = Thread(target=intrude)
        other.start()
        other.join(0.3)
        assert other.is_alive(), "it waits"
        pen.sign(letters.plain_letter(), Order(NUMBER, "Bagansiapiapi", AT))
    other.join(10)
    assert len(refused) == 1


@NEEDS_SOFTHSM
def test_a_token_that_is_not_there_signs_nothing(chain: Chain, tmp_path: Path, token: LocalSigner) -> None:
    for module, label in ((str(SOFTHSM), "lain"), ("/nirada.so", "silastri")):
        where = {"module": module, "token": label, "key": "petugas-{petugas}"}
        with pytest.raises(SignerAway, match="tidak terhubung"):
            letters.sign(real(tmp_path, chain, keys="pkcs11", token=where), letters.plain_letter())


# -- clocks ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["B-T", "B-LTA"])
def test_a_clock_is_asked_over_http(tmp_path: Path, level: str) -> None:
    with clock.serving(letters.demo(tmp_path).authority.clock()) as served:
        signer = letters.demo(tmp_path, level=level, clock=served.url)
        found = signer.verify(letters.sign(signer, letters.plain_letter()))
        assert (found.finding, found.level) == (Finding.GENUINE, Level(level))
        assert set(served.asked) == {clock.TYPE_QUERY}
        if level == "B-LTA":
            renewed = signer.verify(signer.renew(letters.sign(signer, letters.plain_letter())))
            assert (renewed.level, len(renewed.archived)) == (Level.B_LTA, 2)


@pytest.mark.parametrize("level", ["B-T", "B-LTA"])
@pytest.mark.parametrize("answers", ["error", "nonsense", "rejection", "other", "away"])
def test_without_its_clock_nothing_is_signed(tmp_path: Path, level: str, answers: str) -> None:
    with clock.serving(letters.demo(tmp_path).authority.clock()) as served:
        served.answers = answers
        url = "http://127.0.0.1:9/" if answers == "away" else served.url
        with pytest.raises(SignerAway):
            letters.sign(letters.demo(tmp_path, level=level, clock=url), letters.plain_letter())


def test_our_clock_has_a_policy_of_its_own(tmp_path: Path) -> None:
    token = timestamp.cms.ContentInfo.load(timestamp.stamp(letters.demo(tmp_path).authority.clock(), bytes(32)))
    info = token["content"]["encap_content_info"]["content"].parsed
    assert info["policy"].native == timestamp.POLICY
    assert info["message_imprint"]["hashed_message"].native == bytes(32)


def test_a_level_with_a_timestamp_needs_a_clock(chain: Chain, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="timestamp authority"):
        real(tmp_path, chain, level="B-T")
    with pytest.raises(SignerAway, match="B-LTA"):
        letters.demo(tmp_path).renew(letters.plain_letter())
