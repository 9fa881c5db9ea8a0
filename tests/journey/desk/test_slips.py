"""What waits on paper is printed at the counter, one small sheet for each person, and counts as sent."""

import io
from collections.abc import Callable
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.domain.act import SYSTEM, Act
from silastri.domain.words.messages.case import News
from silastri.journey.case import tell
from silastri.journey.desk import slips as journey
from silastri.journey.outbox.send import send
from silastri.journey.papers import receipt as receipts
from tests.builders import MONDAY, Town, a_case

DAY = MONDAY + timedelta(days=7)
Browser = Callable[[Person | None], Client]


@pytest.fixture
def case(town: Town) -> Case:
    found = a_case(town)
    Message.objects.all().delete()
    Person.objects.filter(pk=found.applicant_id).update(phone=None)
    found.applicant.phone = None
    return found


def told(case: Case, what: str = "Surat siap diambil", then: str = "Bawa KTP.") -> Message:
    words = News(what=what, service=case.service.name, ref=case.ref, then=then, link="http://testserver/permohonan/x/")
    made = tell.message(Act(SYSTEM, DAY, "job"), case, case.applicant, words, what=f"/{Message.objects.count()}")
    made.save()
    return made


def act(town: Town, at: timedelta = timedelta()) -> Act:
    return town.act("loket", DAY + at)


def text_of(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(pdf))]


def printed(town: Town, case: Case, *messages: Message) -> list[str]:
    return text_of(journey.print_slips(act(town), [case.service_id], [one.pk for one in messages]))


def test_a_slip_waits_until_it_is_printed(town: Town, case: Case) -> None:
    made = told(case)
    assert send(Act(SYSTEM, DAY + timedelta(hours=1), "job")) == 0
    assert journey.waiting(act(town), [case.service_id]) == [made]
    assert journey.of_case(act(town), case) == [made]
    (page,) = printed(town, case, made)
    assert {"Surat siap diambil.", "Bawa KTP."} <= set(page.splitlines())
    assert case.ref in page
    assert case.applicant.name in page
    assert "http" not in page, "an address of the account is of no use on paper"
    assert "Senin" in page
    assert journey.waiting(act(town), [case.service_id]) == []
    kept = Message.objects.get()
    assert (kept.state, kept.sent_at) == ("sent", DAY)


def test_it_can_be_printed_once_more_and_then_stays_as_it_was(town: Town, case: Case) -> None:
    made = told(case)
    printed(town, case, made)
    later = act(town, timedelta(days=1))
    assert journey.printed(later, [case.service_id]) == [made]
    assert text_of(journey.print_slips(later, [case.service_id], [made.pk]))
    assert Message.objects.get().sent_at == DAY
    assert journey.printed(act(town, timedelta(days=8)), [case.service_id]) == []


def test_newer_news_of_a_case_takes_the_place_of_older(town: Town, case: Case) -> None:
    old, new = told(case, "Perlu diperbaiki"), told(case)
    assert journey.waiting(act(town), [case.service_id]) == [new]
    printed(town, case, new)
    old.refresh_from_db()
    assert old.state == "merged"
    with pytest.raises(journey.NoSlip):
        printed(town, case, old)


def test_what_may_still_be_undone_is_not_printed(town: Town, case: Case) -> None:
    made = told(case)
    Message.objects.update(due_at=DAY + timedelta(minutes=10))
    assert journey.waiting(act(town), [case.service_id]) == []
    with pytest.raises(journey.NoSlip):
        printed(town, case, made)


def test_of_another_office_or_service_there_is_no_slip(town: Town, case: Case) -> None:
    made = told(case)
    with pytest.raises(journey.NoSlip):
        journey.print_slips(act(town), [case.service_id + 999], [made.pk])
    Message.objects.update(office=None)
    with pytest.raises(journey.NoSlip):
        printed(town, case, made)
    assert Message.objects.get().state == "queued"


def test_two_people_get_two_sheets_and_two_cases_of_one_are_on_one(town: Town, case: Case) -> None:
    second, third = a_case(town), a_case(town, citizen=1)
    Message.objects.all().delete()
    Person.objects.filter(pk=third.applicant_id).update(phone=None)
    mine = [told(one) for one in (case, Case.objects.get(pk=second.pk), Case.objects.get(pk=third.pk))]
    pages = printed(town, case, *mine)
    assert sorted(page.count("Surat siap diambil") for page in pages) == [1, 2]


def test_the_page_lists_searches_and_prints(town: Town, case: Case, browser: Browser) -> None:
    made = told(case)
    Message.objects.update(due_at=MONDAY)
    client = browser(town.officer("loket"))
    page = client.get("/petugas/loket/slip/").content.decode()
    assert "Slip untuk diberikan" in page
    assert case.ref in page
    assert case.ref in client.post("/petugas/loket/slip/", {"cari": case.applicant.name.upper()}).content.decode()
    assert case.ref in client.post("/petugas/loket/slip/", {"cari": case.ref.lower()}).content.decode()
    assert case.ref not in client.post("/petugas/loket/slip/", {"cari": "tidak ada"}).content.decode()
    assert "Cetak slip" in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    answer = client.post("/petugas/loket/slip/cetak/", {"slip": [made.pk, "x"]})
    assert answer["Content-Type"] == "application/pdf"
    assert "Cetak lagi" in client.get("/petugas/loket/slip/").content.decode()
    assert "Cetak slip" not in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert client.post("/petugas/loket/slip/cetak/", {"orang": "x,,-1"}).status_code == 404


def test_who_does_not_work_at_the_counter_prints_none(town: Town, case: Case, browser: Browser) -> None:
    made = told(case)
    client = browser(town.officer("kepala_dinas"))
    assert client.get("/petugas/loket/slip/").status_code == 403
    assert client.post("/petugas/loket/slip/cetak/", {"slip": made.pk}).status_code == 403
    assert Message.objects.get().state == "queued"


def read_qr(pdf: bytes) -> set[str]:
    pictures = (page.render(scale=3).to_pil() for page in pypdfium2.PdfDocument(io.BytesIO(pdf)))
    return {
        found.text for picture in pictures for found in zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode)
    }


def test_slip_and_receipt_lead_to_the_page_that_is_open_to_all(town: Town, case: Case) -> None:
    made = told(case)
    page = f"http://testserver/lacak/{case.ref}/"
    assert read_qr(journey.print_slips(act(town), [case.service_id], [made.pk])) == {page}
    survey, complain = "http://testserver/survei/", "http://testserver/p/rokan-hilir"
    others = read_qr(receipts.slip(case, at=DAY)) - {page}
    assert {one if one == complain else one[: len(survey)] for one in others} == {survey, complain}
