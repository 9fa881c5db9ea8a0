"""The applicant chooses when he comes: what is offered, changing, not coming, and that an hour is never overbooked."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connections

from silastri.apps.bookings.models import Place
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.letters import queries as letters
from silastri.apps.messages.models import Message
from silastri.apps.offices.models import Holiday, Office
from silastri.domain.act import SYSTEM, Act
from silastri.domain.case import step_notes
from silastri.domain.case.step_notes import Appointment
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.desk import appointment
from silastri.journey.frame.step import NotYourPost, OwnCase
from silastri.journey.papers.minutes import Present, Report
from silastri.journey.steps import visit
from tests.builders import MONDAY, Town
from tests.kota_contoh import COPIES, TRAINING, at, fresh, handed_in, kota_contoh, onward
from tests.pekanbaru import words

WEDNESDAY = at(11)  # the first hour that is offered on Monday 9 November
REPORT = Report("Sesuai.", "Layak.", [Present("Ayu Contoh", "Tim")])


@pytest.fixture
def town(db: None) -> Town:
    return kota_contoh()


def waiting(town: Town, citizen: int = 0, where: str = "utara") -> Case:
    case = handed_in(town, TRAINING, citizen=citizen, lokasi=where)
    return fresh(onward(town, case, MONDAY))


def hours(case: Case, now: datetime = MONDAY) -> list[datetime]:
    dossier, slots = appointment.awaited(case)
    return [hour.at for hour in appointment.free(dossier, slots, at=now)]


def choose(town: Town, case: Case, hour: datetime, citizen: int = 0, now: datetime = MONDAY) -> Place:
    return appointment.choose(town.citizen_act(citizen, now), ref=case.ref, starts_at=hour)


def told(case: Case, words: str) -> list[str]:
    return [m.body for m in Message.objects.filter(case=case, person=case.applicant).order_by("pk") if words in m.body]


def test_only_open_days_with_places_left_are_offered(town: Town) -> None:
    case = waiting(town)
    assert hours(case)[:4] == [WEDNESDAY, at(11, 10), at(16), at(16, 10)]
    Holiday.objects.create(office=town.office, day=WEDNESDAY.date(), name="Libur Contoh", kind="local")
    Office.objects.filter(pk=town.office.pk).update(turn=town.office.turn + 9)
    assert hours(fresh(case))[0] == at(16), "a holiday is left out"
    assert hours(case)[-1] <= MONDAY + timedelta(days=31)


def planned(case: Case) -> Appointment | None:
    return step_notes.facts(fresh(case).notes, "wawancara").appointment


def test_the_chosen_hour_is_the_appointment_of_the_visit_and_a_message_confirms_it(town: Town) -> None:
    case = waiting(town)
    (asked,) = told(case, "Pilih jadwal Anda")
    assert f"/permohonan/{case.ref}/jadwal/" in asked
    choose(town, case, WEDNESDAY)
    assert planned(case) == Appointment(at=WEDNESDAY, place="Ruang Rapat Lantai 2")
    (body,) = told(case, "Jadwal Anda:")
    assert "Rabu, 11 November 2026 pukul 09.00 WIB" in body
    assert case.applicant.nik and case.applicant.nik not in body


def test_a_full_hour_is_no_longer_offered_and_refused(town: Town) -> None:
    cases = [waiting(town, 0), waiting(town, 1), waiting(town, 2, "selatan")]
    for n, case in enumerate(cases[:2]):
        choose(town, case, WEDNESDAY, n)
    assert WEDNESDAY not in hours(cases[2])
    with pytest.raises(appointment.SlotTaken, match="sudah penuh"):
        choose(town, cases[2], WEDNESDAY, 2)
    assert Place.objects.filter(kind="slot").count() == 2


def test_a_lowered_count_is_kept_although_low_numbers_are_free(town: Town) -> None:
    cases = [waiting(town, 0), waiting(town, 1)]
    for n, case in enumerate(cases):
        choose(town, case, WEDNESDAY, n)
    Place.objects.filter(case=cases[0], kind="slot").update(number=7)
    third = waiting(town, 2, "selatan")
    with pytest.raises(appointment.SlotTaken):
        choose(town, third, WEDNESDAY, 2)


@pytest.mark.parametrize("hour", [at(11, 9, 30), at(10), at(9), at(4), at(11, 9, year=2027)])
def test_what_is_not_offered_is_refused(town: Town, hour: datetime) -> None:
    case = waiting(town)
    with pytest.raises(appointment.SlotTaken):
        choose(town, case, hour)
    assert not Place.objects.filter(kind="slot").exists()


def test_it_may_be_changed_and_given_up_until_the_day_before(town: Town) -> None:
    case = waiting(town)
    choose(town, case, WEDNESDAY)
    choose(town, case, at(16), now=at(10, 23))
    assert [p.starts_at for p in Place.objects.filter(kind="slot", state="kept")] == [at(16)]
    assert planned(case) == Appointment(at=at(16), place="Ruang Rapat Lantai 2")
    with pytest.raises(appointment.TooLateToChange):
        choose(town, case, at(18), now=at(16, 0, 1))
    with pytest.raises(appointment.TooLateToChange):
        appointment.cancel(town.citizen_act(0, at(16, 0, 1)), ref=case.ref)
    appointment.cancel(town.citizen_act(0, at(15, 23)), ref=case.ref)
    assert not Place.objects.filter(kind="slot", state="kept").exists()
    assert planned(case) is None
    assert told(case, "dibatalkan")


def test_who_may_choose_for_him(town: Town) -> None:
    case = waiting(town)
    for post in ("loket", "tim_teknis"):
        appointment.choose(town.act(post), ref=case.ref, starts_at=WEDNESDAY)
    with pytest.raises(NotYourPost):
        appointment.choose(town.act("kepala_dinas"), ref=case.ref, starts_at=WEDNESDAY)
    with pytest.raises(NotThere):
        choose(town, case, WEDNESDAY, citizen=1)
    Case.objects.filter(pk=case.pk).update(applicant=town.officer("loket"))
    with pytest.raises(OwnCase):
        appointment.choose(town.act("loket"), ref=case.ref, starts_at=at(16))


def test_who_does_not_come_is_asked_to_choose_anew(town: Town) -> None:
    case = waiting(town)
    place = choose(town, case, WEDNESDAY)
    with pytest.raises(appointment.NoAppointment, match="belum lewat"):
        appointment.absent(town.act("tim_teknis", WEDNESDAY - timedelta(minutes=1)), pk=place.pk)
    act = town.act("tim_teknis", WEDNESDAY + timedelta(hours=1))
    appointment.absent(act, pk=place.pk)
    assert Place.objects.get(pk=place.pk).state == "absent"
    assert told(case, "tidak hadir")
    with pytest.raises(appointment.NoAppointment):
        appointment.absent(act, pk=place.pk)
    choose(town, case, at(16), now=at(12))
    assert planned(case) == Appointment(at=at(16), place="Ruang Rapat Lantai 2")


def test_a_team_cannot_make_another_appointment_beside_it(town: Town) -> None:
    case = waiting(town)
    with pytest.raises(NotFit, match="jadwal pilihan"):
        visit.schedule(town.act("tim_teknis"), ref=case.ref, turn=case.turn, when=at(12), place="x", team="y")


@pytest.mark.parametrize(("now", "state"), [(WEDNESDAY + timedelta(minutes=20), "came"), (MONDAY, "freed")])
def test_when_the_step_is_done_he_has_come_or_his_hour_is_free(town: Town, now: datetime, state: str) -> None:
    case = waiting(town)
    place = choose(town, case, WEDNESDAY)
    visit.visit(town.act("tim_teknis", now), ref=case.ref, turn=case.turn, outcome="lanjut", report=REPORT)
    assert Place.objects.get(pk=place.pk).state == state
    with pytest.raises(appointment.NoAppointment):
        choose(town, case, at(16))


@pytest.mark.parametrize(
    ("now", "held"),
    [(at(12), "Rabu, 11 November 2026 pukul 09.00"), (MONDAY, "Senin, 9 November 2026 pukul 09.00")],
)
def test_the_minutes_name_the_appointment_unless_it_still_lies_ahead(town: Town, now: datetime, held: str) -> None:
    case = waiting(town)
    choose(town, case, WEDNESDAY)
    visit.visit(town.act("tim_teknis", now), ref=case.ref, turn=case.turn, outcome="lanjut", report=REPORT)
    letter = letters.letter(case, "langkah:wawancara")
    assert letter
    said = words(documents.content(letter.sha256))
    assert held in said and "Ruang Rapat Lantai 2" in said


def test_papers_brought_in_person_are_checked_by_appointment(town: Town) -> None:
    from silastri.practice.runner import Runner

    case = fresh(Runner(town.service(COPIES), town.citizens[0], MONDAY, 0).submitted())
    assert hours(case)[:2] == [at(10, 8, 30), at(10, 14)]
    place = appointment.choose(town.act("loket"), ref=case.ref, starts_at=at(10, 14))
    assert fresh(case).notes == {}
    onward(town, case, at(10, 14, 10), outcome="kembali:pengajuan")
    assert Place.objects.get(pk=place.pk).state == "came"


def test_a_case_that_is_taken_back_gives_its_hour_free(town: Town) -> None:
    from silastri.journey.apply import withdraw

    case = waiting(town)
    choose(town, case, WEDNESDAY)
    withdraw.withdraw(town.citizen_act(0), ref=case.ref)
    assert set(Place.objects.filter(case=case).values_list("state", flat=True)) == {"freed"}


def test_a_reminder_goes_out_on_the_day_before_and_only_once(town: Town) -> None:
    case = waiting(town)
    choose(town, case, WEDNESDAY)
    for now, sent in (
        (at(9, 12), 0),
        (at(10, 7, 59), 0),
        (at(10, 8), 1),
        (at(10, 8, 10), 1),
        (at(10, 20), 1),
        (at(11, 8), 1),
    ):
        appointment.remind(Act(SYSTEM, now, "job"))
        assert len(told(case, "Besok jadwal Anda")) == sent, now


def test_nobody_is_reminded_of_what_he_chose_today_or_gave_up(town: Town) -> None:
    late, gone = waiting(town), waiting(town, 1)
    choose(town, late, WEDNESDAY, now=at(10, 7))
    choose(town, gone, WEDNESDAY, 1)
    appointment.cancel(town.citizen_act(1, at(10, 7)), ref=gone.ref)
    assert appointment.remind(Act(SYSTEM, at(10, 9), "job")) == 0


def at_once(works: list[Callable[[], object]]) -> list[object]:
    """All begin at the same moment, each in a thread with its own connection."""
    gate, answers = threading.Barrier(len(works)), []

    def run(work: Callable[[], object]) -> None:
        try:
            gate.wait()
            answers.append(work())
        except Exception as error:
            answers.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_overbook_an_hour() -> None:
    town = kota_contoh()
    # Four cases of three people, for an hour with two places.
    cases = [waiting(town, n % 3, ("utara", "selatan")[n % 2]) for n in range(4)]
    works = [lambda n=n, case=case: choose(town, case, WEDNESDAY, n % 3) for n, case in enumerate(cases)]
    answers = at_once(works)  # type: ignore[arg-type]
    places = Place.objects.filter(kind="slot", state="kept")
    assert sorted(place.number for place in places) == [1, 2], answers
    assert sum(isinstance(answer, appointment.SlotTaken) for answer in answers) == 2, answers


@pytest.mark.django_db(transaction=True)
def test_two_who_change_places_with_each_other_do_not_block() -> None:
    town = kota_contoh()
    first, second = waiting(town), waiting(town, 1)
    for _ in range(3):
        choose(town, first, WEDNESDAY)
        choose(town, second, at(11, 10), 1)
        works = [lambda: choose(town, first, at(11, 10)), lambda: choose(town, second, WEDNESDAY, 1)]
        assert all(isinstance(answer, Place) for answer in at_once(works))  # type: ignore[arg-type]
