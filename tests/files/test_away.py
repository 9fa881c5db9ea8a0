"""The store is cut off, silent, refuses, or is full: people are told so in a sentence, and nothing is half done."""

import hashlib
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from botocore.config import Config
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from silastri.adapters.files import s3
from silastri.adapters.files.port import NotFetched, NotStored
from silastri.adapters.signing.port import OutcomeUnknown
from silastri.apps.accounts.models import Person
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.documents import ahead, operations, queries
from silastri.apps.documents.models import PART, Destruction, PartialFile, StoredFile
from silastri.apps.letters.models import Letter, SigningAttempt
from silastri.apps.made_files.models import MadeFile
from silastri.config import files
from silastri.domain.refusal import Away
from silastri.journey.apply import parts
from silastri.journey.archive import keep as archive
from silastri.journey.made_files import ask, make
from silastri.journey.signing import sign
from silastri.practice import sample
from tests.builders import MONDAY, Town, a_case

from .server import BUCKET, Server, silent

pytestmark = pytest.mark.django_db(transaction=True)
Browser = Callable[[Person | None], Client]
PDF = sample.scan("Kartu Contoh", MONDAY)
NOT_STORED, NOT_FETCHED = str(NotStored()), str(NotFetched())


@pytest.fixture
def case(town: Town) -> Case:
    return a_case(town, "pengajuan")


@pytest.fixture
def rani(town: Town, browser: Browser) -> Client:
    return browser(town.citizens[0])


def place(case: Case, more: str = "") -> str:
    return f"/permohonan/{case.ref}/berkas/{more}"


def hands_in(rani: Client, case: Case) -> Any:
    sent = {"persyaratan": "ktp", "berkas": [SimpleUploadedFile("ktp.pdf", PDF)]}
    return rani.post(place(case), sent, headers={"HX-Request": "true"})


def says(answer: Any, sentence: str) -> bool:
    return sentence in answer.content.decode()


def test_a_paper_that_cannot_be_stored_is_not_handed_in(
    elsewhere: Any, server: Server, rani: Client, case: Case
) -> None:
    server.wire.cut()
    answer = hands_in(rani, case)
    assert answer.status_code == 503
    assert says(answer, NOT_STORED)
    assert not StoredFile.objects.exists()
    assert not cases.documents(case)
    server.wire.mend()
    assert hands_in(rani, case).status_code < 400
    kept = StoredFile.objects.get()
    assert queries.content(kept.sha256)


def test_a_paper_that_cannot_be_fetched_is_not_called_lost(
    elsewhere: Any, server: Server, rani: Client, case: Case
) -> None:
    hands_in(rani, case)
    document = cases.documents(case)["ktp"]
    server.wire.cut()
    answer = rani.get(place(case, f"{document.pk}/"))
    assert answer.status_code == 503
    assert says(answer, NOT_FETCHED)
    with pytest.raises(Away):
        queries.content(document.file.sha256)
    server.wire.mend()
    assert rani.get(place(case, f"{document.pk}/")).status_code == 200


def test_nothing_waits_for_the_store_while_something_is_locked(
    elsewhere: Any, rani: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def watched(act: str) -> None:
        asked.append(act)
        assert not connection.in_atomic_block, act

    for act in ("put", "get", "size", "listed", "delete"):
        really = getattr(elsewhere.objects, act)
        monkeypatch.setattr(
            elsewhere.objects, act, lambda *a, act=act, really=really, **k: (watched(act), really(*a, **k))[1]
        )
    assert hands_in(rani, case).status_code < 400
    assert asked.count("put") >= 2  # the paper, and pictures of its pages
    began = rani.post(
        place(case, "bagian/"),
        {"persyaratan": "kk", "nama": "kk.pdf", "ukuran": len(PDF), "sidik": hashlib.sha256(PDF).hexdigest()},
    )
    part = f"bagian/{began.json()['bagian']}/"
    headers = {"Upload-Offset": "0"}
    sent = rani.post(place(case, part), PDF, content_type="application/octet-stream", headers=headers)
    assert sent.status_code == 204


def test_a_part_that_was_not_stored_is_not_counted(elsewhere: Any, server: Server, town: Town, case: Case) -> None:
    act, content = town.citizen_act(), PDF[:PART]
    partial = parts.begin(act, ref=case.ref, key="ktp", name="ktp.pdf", size=len(content), sha256="")
    server.wire.cut()
    with pytest.raises(NotStored):
        parts.add(act, ref=case.ref, token=partial.token, start=0, content=content)
    assert PartialFile.objects.get().received == 0
    server.wire.mend()
    assert parts.add(act, ref=case.ref, token=partial.token, start=0, content=content) == len(content)
    parts.attach(act, ref=case.ref, key="ktp", tokens=[partial.token])
    assert queries.parts(partial.token) == []


def of(address: str, settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {"default": files.at(address)}


def test_who_takes_the_call_and_never_answers_is_not_waited_for(
    address: str, settings: Any, monkeypatch: pytest.MonkeyPatch, rani: Client, case: Case
) -> None:
    monkeypatch.setattr(s3, "_CONFIG", s3._CONFIG.merge(Config(read_timeout=0.3)))
    with silent() as port:
        monkeypatch.setenv("SILASTRI_FILES_ENDPOINT", f"http://127.0.0.1:{port}")
        of(address, settings)
        assert hands_in(rani, case).status_code == 503
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("wrong", ["secret", "bucket"])
def test_a_store_that_refuses_is_told_as_one_that_is_away(
    wrong: str, address: str, settings: Any, monkeypatch: pytest.MonkeyPatch, rani: Client, case: Case,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    if wrong == "secret":
        monkeypatch.setenv("SILASTRI_FILES_SECRET", "salah")
    of(address if wrong == "secret" else address.replace(BUCKET, "ember-lain"), settings)
    assert hands_in(rani, case).status_code == 503
    assert not StoredFile.objects.exists()
    assert any("the store of files refused" in line for line in caplog.messages)
    assert "salah" not in caplog.text


# Signed once


def signs(town: Town, case: Case, later: timedelta = timedelta()) -> Case:
    act, signer = town.act(case.post, MONDAY + timedelta(hours=3) + later), town.officer(case.post)
    return sign.sign(act, ref=case.ref, turn=case.turn, passphrase=sample.PASSPHRASE, signer=signer)


def states() -> list[str]:
    return list(SigningAttempt.objects.order_by("pk").values_list("state", flat=True))


def test_no_letter_is_signed_that_could_not_be_kept(elsewhere: Any, server: Server, town: Town) -> None:
    case = a_case(town, "penandatanganan")
    server.wire.cut()
    with pytest.raises(Away):
        signs(town, case)
    assert not SigningAttempt.objects.exists()
    server.wire.mend()
    signs(town, case)
    assert SigningAttempt.objects.get().state == "signed"


def test_a_letter_that_was_signed_and_not_kept_is_not_signed_again(
    elsewhere: Any, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = a_case(town, "penandatanganan")

    def gone(*_: object, **__: object) -> None:
        raise NotStored

    with monkeypatch.context() as cut:
        cut.setattr(elsewhere.objects, "put", gone)
        with pytest.raises(OutcomeUnknown, match="Jangan diulang"):
            signs(town, case)
    assert not Letter.objects.filter(case=case).exclude(sha256="").exists()
    assert states() == ["unknown"]
    signs(town, case, timedelta(minutes=1))  # the signer was asked before, and says that it signed nothing
    assert states() == ["unknown", "not_made", "signed"]


def test_a_made_file_is_made_when_the_store_is_back(elsewhere: Any, server: Server, town: Town) -> None:
    made = ask.ask(town.act("back_office"), "x", title="Daftar", name="x.xlsx", asked={}, total=1)
    makers = {"x": lambda _, making: making.out.write(b"isi")}
    server.wire.cut()
    assert make.make_next(makers, lambda: MONDAY)  # type: ignore[arg-type]
    made.refresh_from_db()
    assert made.state == MadeFile.State.WAITING
    server.wire.mend()
    assert make.make_next(makers, lambda: MONDAY)  # type: ignore[arg-type]
    made.refresh_from_db()
    assert made.state == MadeFile.State.DONE


# Two rows, one content


def keeps(content: bytes = b"isi") -> StoredFile:
    ahead.send([content])
    with transaction.atomic():
        return operations.keep(content, kind="application/pdf", pages=1, name="x.pdf", at=MONDAY)


def ordered(sha256: str) -> Destruction:
    operations.order_destruction([sha256], why="Berita acara 1", at=MONDAY)
    return Destruction.objects.latest("pk")


def test_bytes_that_a_second_row_names_stay(elsewhere: Any, town: Town) -> None:
    first, second = keeps(), keeps()
    assert first.sha256 == second.sha256
    assert len([*elsewhere.names()]) == 1
    with transaction.atomic():
        operations.drop([first], why="Berita acara 1", at=MONDAY)
    archive.shred(MONDAY)
    assert queries.content(second.sha256) == b"isi"
    with transaction.atomic():
        operations.drop([second], why="Berita acara 2", at=MONDAY)
    archive.shred(MONDAY)
    assert [*elsewhere.names()] == []
    with pytest.raises(queries.Destroyed):
        queries.content(second.sha256)


def test_what_was_destroyed_after_it_was_sent_ahead_is_sent_again(elsewhere: Any, town: Town) -> None:
    ahead.send([b"isi"])
    ordered(operations.hashlib.sha256(b"isi").hexdigest())
    archive.shred(MONDAY)
    assert [*elsewhere.names()] == []
    with transaction.atomic():
        kept = operations.keep(b"isi", kind="application/pdf", pages=1, name="x.pdf", at=MONDAY)
    assert queries.content(kept.sha256) == b"isi"


def test_who_destroys_waits_for_who_writes_a_row_and_spares_it(elsewhere: Any, town: Town) -> None:
    """On SQLite one write waits for the other by itself."""
    ahead.send([b"isi"])
    order = ordered(hashlib.sha256(b"isi").hexdigest())
    shredding = threading.Thread(target=lambda: (archive.shred(MONDAY), connection.close()))
    with transaction.atomic():
        kept = operations.keep(b"isi", kind="application/pdf", pages=1, name="x.pdf", at=MONDAY)
        shredding.start()
        shredding.join(0.5)
        assert shredding.is_alive()
    shredding.join()
    assert queries.content(kept.sha256) == b"isi"
    assert not Destruction.objects.filter(pk=order.pk).exists()
