"""Notes between colleagues: who reads and writes them, whom they reach, and that the applicant sees nothing of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.apps.offices import operations as offices
from silastri.apps.remarks.models import Remark, RemarkRead
from silastri.domain.act import Act, Actor
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.desk import remark
from silastri.journey.desk.remark import NotTheirCase
from silastri.journey.frame.step import OwnCase
from tests.builders import MONDAY, Town, a_case

Browser = Callable[[Person | None], Client]
SECRET = "Alamat di KK lain dengan di KTP, tolong dicek ulang"
NOON = MONDAY + timedelta(days=1)


def mentioned(client: Client) -> bool:
    """Whether the menu says that one note is new."""
    page = client.get("/petugas/").content.decode()
    return 'class="rail__count">1<span class="govuk-visually-hidden"> catatan baru' in page


def here(case: Case) -> str:
    return f"/petugas/permohonan/{case.ref}/"


def test_a_colleague_is_mentioned_told_and_answers(town: Town, browser: Browser) -> None:
    case, other = a_case(town, "verifikasi"), town.officer("ahli_muda")
    author, reader = browser(town.officer("back_office")), browser(other)
    assert "Hanya terlihat petugas" in author.get(here(case)).content.decode()
    assert author.post(f"{here(case)}catatan/", {"catatan": SECRET, "untuk": other.pk}).status_code == 302
    made = Remark.objects.get()
    assert (made.text, made.to, made.person) == (SECRET, other, town.officer("back_office"))
    assert made.by.startswith(town.officer("back_office").name)
    told = Message.objects.get(template="mentioned")
    assert told.person == other
    assert SECRET not in told.body
    assert mentioned(reader)
    assert SECRET in reader.get("/petugas/disebut/").content.decode()
    assert SECRET in reader.get(here(case)).content.decode()
    assert not mentioned(author)
    reader.post(f"{here(case)}catatan/", {"catatan": "Sudah saya cek.", "untuk": ""})
    assert RemarkRead.objects.get().remark == made, "whoever answers has read it"
    assert not mentioned(reader)


def test_a_mention_is_read_by_the_one_it_is_for_alone(town: Town, browser: Browser) -> None:
    case, other = a_case(town, "verifikasi"), town.officer("ahli_muda")
    made = remark.write(town.act("back_office", NOON), ref=case.ref, text=SECRET, to=other.pk)
    with pytest.raises(NotThere):
        remark.mark_read(town.act("ahli_madya", NOON), pk=made.pk)
    assert browser(town.officer("ahli_madya")).post(f"/petugas/disebut/{made.pk}/dibaca/").status_code == 404
    assert not RemarkRead.objects.exists()
    answer = browser(other).post(f"/petugas/disebut/{made.pk}/dibaca/", {"buka": "1"})
    assert answer["Location"] == f"{here(case)}#catatan"
    assert RemarkRead.objects.get().remark == made


def test_the_applicant_sees_it_nowhere(town: Town, browser: Browser) -> None:
    case = a_case(town, "pencetakan")
    remark.write(town.act("back_office", NOON), ref=case.ref, text=SECRET, to=town.officer("ahli_muda").pk)
    own = browser(town.citizens[0])
    mine = f"/permohonan/{case.ref}/"
    for path in (mine, "/permohonan/", f"/lacak/{case.ref}/", f"{mine}tanda-terima.pdf", f"{mine}surat.pdf"):
        assert SECRET.encode() not in own.get(path).content, path
    for message in Message.objects.filter(person=case.applicant):
        assert SECRET not in message.body
        assert message.template != "mentioned"
    assert own.post(f"{here(case)}catatan/", {"catatan": "Halo"}).status_code == 403
    assert own.get(here(case)).status_code == 403
    assert Remark.objects.count() == 1


def test_an_officer_who_applied_reads_nothing_of_his_own_case(town: Town, browser: Browser) -> None:
    case, officer = a_case(town, "verifikasi"), town.officer("ahli_muda")
    remark.write(town.act("back_office", NOON), ref=case.ref, text=SECRET, to=officer.pk)
    Case.objects.filter(pk=case.pk).update(applicant=officer)
    client = browser(officer)
    for path in (here(case), "/petugas/disebut/", "/petugas/"):
        shown = client.get(path).content.decode()
        assert SECRET not in shown, path
    assert not mentioned(client)
    with pytest.raises(OwnCase):
        remark.write(town.act("ahli_muda", NOON), ref=case.ref, text="Tolong dipercepat")
    assert client.post(f"{here(case)}catatan/", {"catatan": "Tolong"}).status_code == 403
    assert Remark.objects.count() == 1


def test_whoever_has_no_post_for_the_service_writes_nothing(town: Town) -> None:
    case, person = a_case(town, "verifikasi"), town.officer("loket")
    for posts in ({}, {"arsiparis": ""}):
        act = Act(Actor(person.pk, person.name, town.office.pk, posts), NOON, "web")
        with pytest.raises(NotTheirCase):
            remark.write(act, ref=case.ref, text="Halo")
    assert not Remark.objects.exists()


def test_another_office_finds_no_case(town: Town) -> None:
    case, person = a_case(town, "verifikasi"), town.officer("ahli_muda")
    act = Act(Actor(person.pk, person.name, town.office.pk + 1, {"ahli_muda": ""}), NOON, "web")
    with pytest.raises(NotThere):
        remark.write(act, ref=case.ref, text="Halo")
    assert not Remark.objects.exists()


def test_neither_a_citizen_nor_the_applicant_nor_who_left_is_mentioned(town: Town, browser: Browser) -> None:
    case, left = a_case(town, "verifikasi"), town.officer("tim_teknis")
    for posting in left.posting_set.all():
        offices.end_posting(town.office, posting.pk, on=MONDAY.date())
    town.office.refresh_from_db()
    client = browser(town.officer("back_office"))
    for wrong in (town.citizens[0].pk, town.citizens[1].pk, left.pk, town.officer("back_office").pk):
        with pytest.raises(NotFit, match="Pilih rekan"):
            remark.write(town.act("back_office", NOON), ref=case.ref, text="Halo", to=wrong)
    page = client.post(f"{here(case)}catatan/", {"catatan": "Yang sudah saya ketik", "untuk": town.citizens[1].pk})
    assert page.status_code == 422
    assert "Yang sudah saya ketik" in page.content.decode()
    assert client.post(f"{here(case)}catatan/", {"catatan": "  "}).status_code == 422
    assert not Remark.objects.exists()


def test_what_was_written_stays(town: Town) -> None:
    case = a_case(town, "verifikasi")
    made = remark.write(town.act("back_office", NOON), ref=case.ref, text=SECRET)
    for change in (lambda: Remark.objects.filter(pk=made.pk).update(by="Orang lain"), made.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Remark.objects.get().text == SECRET
