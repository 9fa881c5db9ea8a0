"""What every signer promises, whether it signs here or at BSrE."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from silastri.adapters.pdf.typst import Typst
from silastri.adapters.signing.local import LocalSigner
from silastri.adapters.signing.port import CannotTell, Finding, NotSigned, Order, Signed, Signer, Signing
from tests import bsre

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
NUMBER = "500.16.7.4/0001/DPMPTSP/XI/2026"
ORDER = Order(NUMBER, "Bagansiapiapi", AT)
HEAD, STRANGER = Signer(1, bsre.HEAD), Signer(2, bsre.NOBODY)
PASSPHRASE = bsre.ACCESS.passphrase


def a_letter(title: str = "Surat") -> bytes:
    data = {"title": title, "office": {"short": "SILASTRI"}, "name": title, "lines": ["Isi surat."]}
    return Typst().draw("sample", data, at=AT)


@pytest.fixture(scope="module", params=["local", "v1", "v2"])
def signer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Signing]:
    folder = tmp_path_factory.mktemp("penanda-tangan")
    if request.param == "local":
        made = LocalSigner(authority=folder / "authority", signers=folder / "signers")
        made.issue(person=HEAD.person, name=bsre.NAME, passphrase=PASSPHRASE)
        yield made
        return
    with bsre.served(folder) as fake:
        yield bsre.client(fake, request.param)


def sign(signer: Any, who: Signer = HEAD, passphrase: str = PASSPHRASE, pdf: bytes | None = None) -> Signed:
    with signer.pen(who, passphrase) as pen:
        done: Signed = pen.sign(pdf or a_letter(), ORDER)
        return done


def test_what_is_signed_is_genuine_and_still_the_letter(signer: Signing) -> None:
    letter = a_letter()
    done = sign(signer, pdf=letter)
    verdict = signer.verify(done.pdf)
    assert done.pdf.startswith(letter)
    assert (verdict.finding, verdict.signer, verdict.number) == (Finding.GENUINE, bsre.NAME, NUMBER)
    assert verdict.is_example is signer.is_demo is True


def test_a_pen_signs_one_letter_after_the_other(signer: Signing) -> None:
    with signer.pen(HEAD, PASSPHRASE) as pen:
        done = [pen.sign(a_letter(title), Order(title, "Bagansiapiapi", AT)) for title in ("Satu", "Dua", "Tiga")]
    assert [signer.verify(one.pdf).number for one in done] == ["Satu", "Dua", "Tiga"]


@pytest.mark.parametrize("wrong", ["salah", "Frasa contoh", "frasa contoh "])
def test_a_wrong_passphrase_signs_nothing(signer: Signing, wrong: str) -> None:
    with pytest.raises(NotSigned, match="Frasa sandi salah") as refused:
        sign(signer, passphrase=wrong)
    assert "Surat belum ditandatangani" in str(refused.value)


def test_who_has_no_certificate_is_told_so(signer: Signing) -> None:
    with pytest.raises(NotSigned, match="belum punya sertifikat"):
        sign(signer, STRANGER)


def test_what_was_changed_is_found(signer: Signing) -> None:
    signed = sign(signer).pdf
    place = signed.index(b"stream") + 40
    assert signer.verify(signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]).finding is Finding.CHANGED


@pytest.mark.parametrize("content", [b"", b"abc", b"%PDF-1.7"])
def test_any_upload_gets_a_verdict(signer: Signing, content: bytes) -> None:
    assert signer.verify(content).finding is Finding.UNKNOWN


def test_an_unsigned_letter_is_unknown(signer: Signing) -> None:
    assert signer.verify(a_letter()).finding is Finding.UNKNOWN


def test_asked_about_a_letter_without_its_name_none_is_made_up(signer: Signing) -> None:
    try:
        assert signer.find("") is None
    except CannotTell as unsure:
        assert "BSrE" in str(unsure)
