"""A letter sent by post is written down once, and corrected with a reason that stays to be read."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.after_issue import mailings
from silastri.apps.after_issue.models import Mailing
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import Letter
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit, NotThere, NotYours
from silastri.journey.frame.step import OwnCase
from silastri.journey.letters import history, issued_letter
from silastri.journey.letters import post as journey
from silastri.journey.letters.issued_letter import NotInForce
from silastri.journey.letters.post import Sent
from tests.builders import MONDAY, Town, a_case, a_town

DAY = MONDAY + timedelta(days=20)
Browser = Callable[[Person | None], Client]


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


@pytest.fixture
def letter(town: Town) -> Letter:
    return Letter.objects.get(case=a_case(town, "penyerahan"))


def act(town: Town, post: str = "loket") -> Act:
    return town.act(post, DAY)


def sent(**more: object) -> Sent:
    return replace(Sent(DAY.date(), " PT Pos  Indonesia ", " contoh 12 ", " Jalan Contoh 1 "), **more)  # type: ignore[arg-type]


def test_it_is_written_down_tidily_and_once(town: Town, letter: Letter) -> None:
    made = journey.post(act(town), code=letter.code, sent=sent())
    assert (made.carrier, made.receipt, made.address) == ("PT Pos Indonesia", "CONTOH12", "Jalan Contoh 1")
    assert (made.by, made.how) == (town.officer("loket").name, "PT Pos Indonesia, resi CONTOH12")
    with pytest.raises(journey.PostedAlready):
        journey.post(act(town), code=letter.code, sent=sent(receipt="LAIN"))
    assert mailings.of_case(letter.case) == [made]


@pytest.mark.parametrize("days", [-60, 1])
def test_it_is_not_sent_before_it_was_made_nor_tomorrow(town: Town, letter: Letter, days: int) -> None:
    with pytest.raises(NotFit, match="Tanggal"):
        journey.post(act(town), code=letter.code, sent=sent(on=DAY.date() + timedelta(days=days)))


def test_without_an_address_it_is_not_sent(town: Town, letter: Letter) -> None:
    with pytest.raises(NotFit) as refused:
        journey.post(act(town), code=letter.code, sent=sent(address=" "))
    assert "alamat" in refused.value.fields
    assert not Mailing.objects.exists()


def test_one_receipt_is_of_one_letter_and_none_may_be_of_many(town: Town, letter: Letter) -> None:
    other = Letter.objects.get(case=a_case(town, "penyerahan", citizen=1))
    journey.post(act(town), code=letter.code, sent=sent())
    with pytest.raises(journey.SameReceipt) as refused:
        journey.post(act(town), code=other.code, sent=sent(receipt="Contoh 1 2"))
    assert letter.number in refused.value.fields["resi"]
    kept = mailings.of_letter(letter)
    assert kept
    with transaction.atomic(), pytest.raises(IntegrityError), transaction.atomic():
        mailings.send(
            other, on=DAY.date(), carrier="X", receipt=kept.receipt, address="x", by="x", person=kept.person, at=DAY
        )
    journey.correct(act(town), code=letter.code, sent=sent(receipt=""), reason="Diantar.")
    journey.post(act(town), code=other.code, sent=sent(receipt=""))


def test_it_is_corrected_with_a_reason_and_what_was_wrong_stays(town: Town, letter: Letter) -> None:
    with pytest.raises(journey.NotPosted):
        journey.correct(act(town), code=letter.code, sent=sent(), reason="Salah resi.")
    wrong = journey.post(act(town), code=letter.code, sent=sent())
    with pytest.raises(NotFit) as refused:
        journey.correct(act(town), code=letter.code, sent=sent(), reason=" ")
    assert "alasan" in refused.value.fields
    made = journey.correct(act(town), code=letter.code, sent=sent(receipt="CONTOH13"), reason="Salah resi.")
    assert mailings.of_letter(letter) == made
    assert made.corrects == wrong
    told = [(event.what, event.note) for event in history.history(issued_letter.find(act(town), letter.code))][-2:]
    assert [what for what, _ in told] == ["Dikirim lewat pos", "Catatan kiriman pos dibetulkan"]
    assert "CONTOH12" in told[0][1]
    assert told[1][1].startswith("Salah resi. Menjadi:")


def test_who_gives_no_letters_out_or_applied_for_it_writes_nothing_down(town: Town, letter: Letter) -> None:
    with pytest.raises(NotYours):
        journey.post(act(town, "kepala_dinas"), code=letter.code, sent=sent())
    Case.objects.filter(pk=letter.case_id).update(applicant=town.officer("loket"))
    with pytest.raises(OwnCase):
        journey.post(act(town), code=letter.code, sent=sent())
    with pytest.raises(NotThere):
        journey.post(act(town), code="TIDAKADA", sent=sent())
    assert not Mailing.objects.exists()


def test_an_unfinished_letter_is_not_sent(town: Town) -> None:
    letter = Letter.objects.get(case=a_case(town, "penandatanganan"))
    with pytest.raises(NotInForce):
        journey.post(act(town), code=letter.code, sent=sent())


def test_the_pages(town: Town, letter: Letter, browser: Browser) -> None:
    client, page = browser(town.officer("loket")), f"/petugas/surat/{letter.code}/"
    assert "Dikirim lewat pos" in client.get(page).content.decode()
    today = client.get(f"{page}pos/").context["request"].today
    assert client.post(f"{page}pos/", {"tanggal": "bukan", "cara": ""}).status_code == 422
    given = {"tanggal": today.isoformat(), "cara": "PT Pos Indonesia", "resi": "CONTOH1", "alamat": "Jalan Contoh 1"}
    answer = client.post(f"{page}pos/", given, follow=True).content.decode()
    assert "Betulkan catatan kiriman pos" in answer
    assert "resi CONTOH1" in answer
    assert client.post(f"{page}pos/", given | {"resi": "CONTOH2"}).status_code == 422, "why is not said"
    client.post(f"{page}pos/", given | {"resi": "CONTOH2", "alasan": "Salah ketik."})
    assert "resi CONTOH2" in client.get(f"/petugas/permohonan/{letter.case.ref}/").content.decode()
    mine = browser(letter.case.applicant).get(f"/permohonan/{letter.case.ref}/").content.decode()
    assert "lewat PT Pos Indonesia, resi CONTOH2" in mine
    assert browser(town.officer("kepala_dinas")).get(f"{page}pos/").status_code == 404
