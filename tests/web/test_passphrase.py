"""The passphrase lives for one request: afterwards it is nowhere, in no form in which it could be found again."""

import base64
import io
import json
import logging
import pickle
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from django.apps import apps
from django.conf import settings as installed
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.views import debug

from silastri.adapters.signing.bsre.fake import Fake
from silastri.adapters.signing.bsre.fake.mood import Mood
from silastri.adapters.signing.bsre.fake.world import Access
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter, SigningAttempt
from tests import bsre
from tests.builders import Town, a_case

PASSPHRASE = "Rahasia+sekali & panjang é 7Q"
Browser = Callable[[Person | None], Client]


def _forms(secret: str) -> set[bytes]:
    """How it could be written: plain, in a JSON text, in an address, in hexadecimal, in base64 at any offset."""
    raw = secret.encode()
    forms = {raw, secret.encode("utf-16-le"), json.dumps(secret)[1:-1].encode(), repr(raw)[2:-1].encode()}
    forms |= {quote(secret).encode(), quote_plus(secret).encode(), secret.replace("&", "&amp;").encode()}
    forms |= {raw.hex().encode(), raw.hex().upper().encode(), raw[::-1]}
    for offset in range(3):  # the first and last four letters hang on what stands beside it
        inside = base64.b64encode(b"\0" * offset + raw)[4:-4]
        forms |= {inside, inside.replace(b"+", b"-").replace(b"/", b"_")}
    return forms


FORMS = _forms(PASSPHRASE)


class Searched:
    """Everything that outlives a request."""

    def __init__(self, logged: list[str], pages: list[HttpResponse], capfd: pytest.CaptureFixture[str]) -> None:
        self.logged, self.pages, self.capfd = logged, pages, capfd
        self.began = time.time() - 1

    def places(self) -> Iterator[tuple[str, bytes]]:
        yield from _tables()
        yield from _objects()
        for session in Session.objects.all():
            yield "session", repr(session.get_decoded()).encode()
        yield from _files(self.began)
        yield "log", "\n".join(self.logged).encode()
        yield "terminal", "".join(self.capfd.readouterr()).encode()
        for page in self.pages:
            yield f"page {page.status_code}", page.content + str(page.headers).encode() + str(page.cookies).encode()

    def found(self) -> set[str]:
        return {place for place, content in self.places() if any(form in content for form in FORMS)}


def _tables() -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    yield (
                        f"table {table}",
                        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode(),
                    )


def _objects() -> Iterator[tuple[str, bytes]]:
    """As the program reads them: what is sealed in the table is open here."""
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields]
        for row in model._default_manager.all():
            yield f"objects {model.__name__}", repr([getattr(row, name) for name in names]).encode()


def _files(since: float) -> Iterator[tuple[str, bytes]]:
    """What was written or moved there since. Other tests of this process leave their files, more and more."""
    for path in Path(installed.HOME).rglob("*"):
        if not path.is_file() or path.stat().st_ctime < since:
            continue
        content = path.read_bytes()
        yield f"file {path.name}", content
        if path.suffix == ".djcache":
            packed = io.BytesIO(content)
            pickle.load(packed)  # noqa: S301 - when it ends; the value follows
            yield "cache", zlib.decompress(packed.read())


@pytest.fixture
def searched(capfd: pytest.CaptureFixture[str]) -> Iterator[Searched]:
    """With every logger at its most talkative."""
    logged: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            logged.append(self.format(record))

    handler, before = Keep(logging.DEBUG), {}
    for name in (None, "httpx", "httpcore", "httpcore.http11", "httpcore.connection", "django", "silastri"):
        logger = logging.getLogger(name)
        before[name] = logger.level
        logger.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    yield Searched(logged, [], capfd)
    logging.getLogger().removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture(params=["v1", "v2"])
def fake(request: pytest.FixtureRequest, town: Town, settings: Any, tmp_path: Path) -> Iterator[Fake]:
    with bsre.used(settings, tmp_path, request.param, access=Access(passphrase=PASSPHRASE)) as served:
        settings.DEBUG = True
        yield served


@pytest.fixture
def case(town: Town) -> Case:
    return a_case(town, "penandatanganan")


@pytest.fixture
def signs(town: Town, case: Case, browser: Browser, searched: Searched) -> Callable[..., HttpResponse]:
    def post(session: str = "") -> HttpResponse:
        """From the page of the case, or at that address of the signing session."""
        head = browser(town.officer("kepala_dinas"))
        head.raise_request_exception = False
        data = {"giliran": case.turn, "keputusan": "lanjut", "frasa": PASSPHRASE, "surat": f"{case.ref}:{case.turn}"}
        head.post(f"/petugas/tanda-tangan/{case.ref}/", {"surat": data["surat"]})  # read
        page = f"/petugas/permohonan/{case.ref}/"
        searched.pages += [head.post(session or f"{page}tanda-tangan/", data), head.get(page), head.get("/petugas/")]
        return searched.pages[-3]

    return post


def _breaks(*_: object, **__: object) -> Any:
    raise RuntimeError("sesuatu rusak di dalam")


def test_after_a_signature(fake: Fake, case: Case, signs: Any, searched: Searched) -> None:
    assert signs().status_code == 302
    assert Letter.objects.get(case=case).state == "signed"
    assert fake.world.signed == 1
    assert searched.found() == set()


MOODS = {"kode-2031": (422, "refused"), "http-500": (409, "unknown"), "hilang": (409, "unknown"),
         "rusak": (409, "unknown"), "putus": (409, "unknown"), "mati": (422, "away")}  # fmt: skip


@pytest.mark.parametrize("mood", MOODS)
def test_after_a_failure(mood: str, fake: Fake, case: Case, signs: Any, searched: Searched) -> None:
    status, state = MOODS[mood]
    fake.tell(Mood(mood))
    assert signs().status_code == status
    assert SigningAttempt.objects.get().state == state
    assert searched.found() == set()


def test_after_the_service_fell_silent(fake: Fake, signs: Any, searched: Searched, settings: Any) -> None:
    settings.ADAPTERS["signing"]["OPTIONS"]["seconds"] = bsre.IMPATIENT
    fake.tell(Mood("diam"))
    assert signs().status_code == 409
    assert searched.found() == set()


@pytest.mark.parametrize(
    ("where", "status"),
    [
        ("silastri.journey.signing.sign.documents.store", 409),  # beside the signer, with the pen in hand
        ("silastri.adapters.signing.bsre.client.EsignClient._state_of", 500),  # before anything was sent
        ("silastri.adapters.signing.bsre.received.holder", 409),  # in the signer itself
        ("httpx.Client.send", 500),
        ("httpcore.HTTP11Connection.handle_request", 500),
    ],
)
def test_after_something_broke_inside(
    where: str, status: int, fake: Fake, signs: Any, searched: Searched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, _breaks)
    page = signs()
    assert page.status_code == status
    if status == 500:
        assert b"sesuatu rusak di dalam" in page.content, "the page of DEBUG, with its traceback"
        assert b"frasa" in page.content, "and the names of what was sent"
    assert searched.found() == set()


_BROKEN = {  # before anything was sent, and after the letter was signed
    "broken": "silastri.adapters.signing.bsre.client.EsignClient._state_of",
    "full": "silastri.journey.signing.sign.documents.store",
}


@pytest.mark.parametrize("address", ["/petugas/tanda-tangan/", "/petugas/tanda-tangan/satu/"])
@pytest.mark.parametrize(
    ("mood", "status"), [("normal", 200), ("kode-2031", 422), ("hilang", 409), ("broken", 500), ("full", 409)]
)
def test_after_a_signing_session(
    address: str, mood: str, status: int, fake: Fake, signs: Any, searched: Searched, monkeypatch: pytest.MonkeyPatch
) -> None:
    if mood in _BROKEN:
        monkeypatch.setattr(_BROKEN[mood], _breaks)
    else:
        fake.tell(Mood(mood))
    assert signs(address).status_code == status
    assert searched.found() == set()


def _plant_in_table(case: Case, searched: Searched) -> None:
    SigningAttempt.objects.create(
        letter=Letter.objects.get(case=case), state="refused", asked_at=case.submitted_at, at=case.submitted_at,
        answer={"frasa": PASSPHRASE},
    )  # fmt: skip


def _plant_in_sealed_column(case: Case, searched: Searched) -> None:
    person = Person.objects.exclude(nik=None)[0]
    person.nik = PASSPHRASE
    person.save(update_fields=["nik"])


def _plant_in_session(case: Case, searched: Searched) -> None:
    client = Client()
    session = client.session
    session["x" * 5000] = PASSPHRASE  # so long that it is packed
    session.save()


def _plant_in_cache(case: Case, searched: Searched) -> None:
    cache.set("rahasia", PASSPHRASE)


def _plant_in_home(case: Case, searched: Searched) -> None:
    (Path(installed.HOME) / "files" / "sisa").write_bytes(base64.b64encode(b"x" + PASSPHRASE.encode() + b"yz"))


def _plant_in_log(case: Case, searched: Searched) -> None:
    logging.getLogger("silastri.planted").debug("sent %s", PASSPHRASE.encode().hex())


def _plant_in_terminal(case: Case, searched: Searched) -> None:
    sys.stdout.write(quote(PASSPHRASE))


def _plant_in_page(case: Case, searched: Searched) -> None:
    searched.pages.append(HttpResponse(PASSPHRASE))


@pytest.mark.parametrize(
    "plant",
    [
        _plant_in_table, _plant_in_sealed_column, _plant_in_session, _plant_in_cache, _plant_in_home, _plant_in_log,
        _plant_in_terminal, _plant_in_page,
    ],
)  # fmt: skip
def test_the_search_finds_what_is_planted(
    plant: Callable[[Case, Searched], None], town: Town, case: Case, searched: Searched
) -> None:
    assert searched.found() == set()
    plant(case, searched)
    assert searched.found()
    cache.clear()
    (Path(installed.HOME) / "files" / "sisa").unlink(missing_ok=True)


def test_the_page_of_an_error_would_tell_it_otherwise(
    fake: Fake, signs: Any, searched: Searched, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With Django's own filter it is on the page: as what was sent, and in the frames of the traceback."""
    settings.DEFAULT_EXCEPTION_REPORTER_FILTER = "django.views.debug.SafeExceptionReporterFilter"
    debug.get_default_exception_reporter_filter.cache_clear()
    monkeypatch.setattr(_BROKEN["broken"], _breaks)
    assert signs().status_code == 500
    debug.get_default_exception_reporter_filter.cache_clear()
    assert "page 500" in searched.found()
