"""Every way in which BSrE can refuse, fail or fall silent: what the signer hears, and whether anything was signed."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from silastri.adapters.signing.bsre.client import EsignClient
from silastri.adapters.signing.bsre.fake import Fake
from silastri.adapters.signing.bsre.fake.mood import ALL, MOODS, NORMAL, SIGN, Mood
from silastri.adapters.signing.port import Answered, NotSigned, OutcomeUnknown, Signer, SignerAway
from tests import bsre
from tests.adapters.test_bsre_contract import HEAD, ORDER, PASSPHRASE, a_letter

SECRET = "frasa-yang-tidak-boleh-tampak"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fake]:
    with bsre.served(tmp_path_factory.mktemp("bsre")) as fake:
        yield fake


@pytest.fixture
def fake(service: Fake) -> Iterator[Fake]:
    yield service
    service.tell(Mood())


@pytest.fixture(params=["v1", "v2"])
def signer(request: pytest.FixtureRequest, fake: Fake) -> EsignClient:
    return bsre.client(fake, request.param)


@pytest.fixture(scope="module")
def letter() -> bytes:
    return a_letter()


def sign(signer: EsignClient, letter: bytes, who: Signer = HEAD, passphrase: str = PASSPHRASE) -> Any:
    with signer.pen(who, passphrase) as pen:
        return pen.sign(letter, ORDER)


@dataclass(frozen=True)
class Case:
    """``made``: how many signatures the service made. ``code``: the vendor's, as it is written down."""

    failure: type[Answered]
    says: str
    made: int = 0
    where: str = SIGN
    code: str = ""
    log: bool = True


CASES = {
    "kode-2011": Case(NotSigned, "belum terdaftar di BSrE", code="2011"),
    "kode-2021": Case(NotSigned, "belum punya sertifikat elektronik", code="2021"),
    "kode-2031": Case(NotSigned, "Frasa sandi salah", code="2031"),
    "kode200-2031": Case(NotSigned, "Frasa sandi salah", code="2031"),
    "kode-2041": Case(NotSigned, "menolak permintaan", code="2041"),
    "status-EXPIRED": Case(NotSigned, "sudah habis", code="2041"),
    "status-RENEW": Case(NotSigned, "sedang diperbarui", code="2041"),
    "status-WAITING_FOR_VERIFICATION": Case(NotSigned, "menunggu diperiksa", code="2041"),
    "status-NEW": Case(NotSigned, "belum selesai", code="2041"),
    "status-NO_CERTIFICATE": Case(NotSigned, "belum punya sertifikat", code="2021"),
    "status-NOT_REGISTERED": Case(NotSigned, "belum terdaftar", code="2011"),
    "status-SUSPEND": Case(NotSigned, "dibekukan", code="2041"),
    "status-REVOKE": Case(NotSigned, "dicabut", code="2041"),
    "http-302": Case(NotSigned, "SILASTRI_BSRE_URL"),
    "http-400": Case(NotSigned, "menolak permintaan"),
    "http-401": Case(NotSigned, "SILASTRI_BSRE_PASSWORD"),
    "http-404": Case(NotSigned, "SILASTRI_BSRE_URL"),
    "http-500": Case(OutcomeUnknown, "Belum pasti"),
    "http-503": Case(OutcomeUnknown, "Belum pasti"),
    "mati": Case(SignerAway, "tidak bisa dihubungi", log=False),
    "lambat": Case(OutcomeUnknown, "tidak menjawab", made=1),
    "diam": Case(OutcomeUnknown, "tidak menjawab", made=1),
    "putus": Case(OutcomeUnknown, "tidak menjawab", made=1),
    "hilang": Case(OutcomeUnknown, "tidak menjawab"),
    "kacau": Case(OutcomeUnknown, "tidak berisi surat"),
    "kosong": Case(OutcomeUnknown, "tidak berisi surat", made=1),
    "mentah": Case(OutcomeUnknown, "tidak dapat dipastikan", made=1),
    "rusak": Case(OutcomeUnknown, "tidak dapat dipastikan", made=1),
    "lain": Case(OutcomeUnknown, "bukan surat ini", made=1),
}
BEFORE = {
    "http-401": Case(NotSigned, "SILASTRI_BSRE_USER", where=ALL),
    "http-404": Case(NotSigned, "SILASTRI_BSRE_URL", where=ALL),
    "kacau": Case(NotSigned, "bukan eSign Client Service", where=ALL),
    "http-500": Case(SignerAway, "Coba lagi nanti", where=ALL),
    "http-503": Case(SignerAway, "Coba lagi nanti", where=ALL),
    "lambat": Case(SignerAway, "Coba lagi nanti", where=ALL),
    "diam": Case(SignerAway, "Coba lagi nanti", where=ALL),
    "putus": Case(SignerAway, "Coba lagi nanti", where=ALL),
    "hilang": Case(SignerAway, "Coba lagi nanti", where=ALL),
}


def test_every_mood_has_its_case() -> None:
    assert set(CASES) | {NORMAL} == set(MOODS)


@pytest.mark.parametrize("mood", CASES)
def test_a_failure_while_signing(mood: str, fake: Fake, signer: EsignClient, letter: bytes) -> None:
    _fails(CASES[mood], mood, fake, signer, letter)


@pytest.mark.parametrize("mood", BEFORE)
def test_a_failure_before_signing_sends_no_letter(mood: str, fake: Fake, signer: EsignClient, letter: bytes) -> None:
    asked = fake.world.asked
    _fails(BEFORE[mood], mood, fake, signer, letter)
    assert fake.world.asked == asked + 1, "the letter that was signed afterwards"


def _fails(case: Case, mood: str, fake: Fake, signer: EsignClient, letter: bytes) -> None:
    signed = fake.world.signed
    fake.tell(Mood(mood, where=case.where, seconds=600))
    silent = mood in ("lambat", "diam")
    asks = bsre.client(fake, type(signer).__name__.lower(), seconds=bsre.IMPATIENT) if silent else signer
    with pytest.raises(case.failure, match=case.says) as raised:
        sign(asks, letter)
    assert _signed(fake, least=signed + case.made) == signed + case.made
    if case.failure is not OutcomeUnknown:
        assert "belum ditandatangani" in str(raised.value)
    assert ("endpoint" in raised.value.answer) is case.log
    assert raised.value.answer.get("code", "") == case.code
    assert PASSPHRASE not in str(dict(raised.value.answer))
    fake.tell(Mood())
    assert sign(signer, letter).pdf, "the next one works"


def _signed(fake: Fake, *, least: int) -> int:
    """How many signatures were made; one whose answer nobody waited for may still be on its way."""
    for _ in range(500):
        if fake.world.signed >= least:
            break
        time.sleep(0.02)
    return fake.world.signed


def test_a_wrong_passphrase_is_the_services_word(fake: Fake, signer: EsignClient, letter: bytes) -> None:
    with pytest.raises(NotSigned, match="Frasa sandi salah") as refused:
        sign(signer, letter, passphrase=SECRET)
    assert refused.value.answer["code"] == "2031"
    assert refused.value.__context__ is None
    assert SECRET not in str(refused.value) + str(dict(refused.value.answer))


def test_an_account_without_nik_is_refused_before_anything_is_sent(
    fake: Fake, signer: EsignClient, letter: bytes
) -> None:
    with pytest.raises(NotSigned, match="belum punya NIK"):
        sign(signer, letter, Signer(1))


def test_wrong_credentials_are_for_the_operator(fake: Fake, letter: bytes) -> None:
    for version in bsre.VERSIONS:
        with pytest.raises(NotSigned, match="SILASTRI_BSRE_PASSWORD"):
            sign(bsre.client(fake, version, password="salah"), letter)


@pytest.mark.parametrize("version", bsre.VERSIONS)
@pytest.mark.parametrize("url", ["http://127.0.0.1:1", "http://localhost:99999", "ftp://127.0.0.1", "http://[::1]:1"])
def test_an_address_that_leads_nowhere(version: str, url: str, fake: Fake, letter: bytes) -> None:
    with pytest.raises(SignerAway):
        sign(bsre.client(fake, version, url=url), letter)


def test_lost_between_the_question_and_the_letter(fake: Fake, signer: EsignClient, letter: bytes) -> None:
    with signer.pen(HEAD, PASSPHRASE) as pen:
        fake.tell(Mood("mati"))
        with pytest.raises(SignerAway):
            pen.sign(letter, ORDER)


def test_what_is_written_down_says_when_and_how_long_and_nothing_secret(
    fake: Fake, signer: EsignClient, letter: bytes
) -> None:
    done = sign(signer, letter)
    assert {"endpoint", "status", "date", "ms"} <= set(done.answer)
    assert done.answer["status"] == "200"
    for value in done.answer.values():
        assert len(value) < 100
        assert bsre.HEAD not in value


def test_version_1_names_the_letter_and_gives_it_again(fake: Fake, letter: bytes) -> None:
    signer = bsre.client(fake, "v1")
    done = sign(signer, letter)
    assert done.document
    found = signer.find(done.document)
    assert found
    assert (found.pdf, found.document) == (done.pdf, done.document)


def test_a_letter_cut_off_after_its_name_came_is_found_by_it(fake: Fake, letter: bytes) -> None:
    signer = bsre.client(fake, "v1")
    fake.tell(Mood("putus", times=1))
    with pytest.raises(OutcomeUnknown) as lost:
        sign(signer, letter)
    found = signer.find(lost.value.document)
    assert found
    assert signer.verify(found.pdf).number == ORDER.number


def test_two_requests_of_a_mood_for_one(fake: Fake, signer: EsignClient, letter: bytes) -> None:
    fake.tell(Mood("kode-2031", times=1))
    with pytest.raises(NotSigned):
        sign(signer, letter)
    assert sign(signer, letter)


def test_a_pen_that_was_put_down_holds_no_passphrase(fake: Fake, signer: EsignClient) -> None:
    with signer.pen(HEAD, SECRET) as pen:
        pass
    assert SECRET not in repr(vars(pen))
