"""A service that takes only so many: a kind no, or a waiting list from which an officer takes in."""

from datetime import datetime, timedelta

import pytest

from silastri.apps.audit.models import LogEntry
from silastri.apps.bookings.models import Place
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.messages.models import Message
from silastri.domain.refusal import NotYours
from silastri.journey.apply import submit, withdraw
from silastri.journey.desk import admit
from silastri.journey.frame import quota
from silastri.journey.frame.step import NotYourPost, StaleStep
from tests.builders import MONDAY, Town
from tests.journey.desk.test_appointment import at_once
from tests.kota_contoh import CARE, TRAINING, at, drafted, fresh, handed_in, kota_contoh, onward


@pytest.fixture
def town(db: None) -> Town:
    return kota_contoh()


def later(minutes: int) -> datetime:
    return MONDAY + timedelta(minutes=minutes)


def three(town: Town) -> list[Case]:
    """Two are taken, the third waits."""
    return [handed_in(town, CARE, citizen=n, when=later(n)) for n in range(3)]


# A quota that closes


def test_who_comes_when_it_is_full_hears_when_it_opens_again(town: Town) -> None:
    for n in range(2):
        handed_in(town, TRAINING, citizen=n, lokasi="utara")
    case = drafted(town, TRAINING, citizen=2, lokasi="utara")
    with pytest.raises(quota.QuotaFull, match=r"untuk Balai Utara sudah penuh \(2 .*Dibuka lagi 1 Maret 2027"):
        submit.submit(town.citizen_act(2), ref=case.ref)
    assert Case.objects.get(pk=case.pk).state == "draft"
    assert Place.objects.count() == 2
    assert handed_in(town, TRAINING, citizen=2, lokasi="selatan").state == "running", "each value has its own"


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (at(31, month=10), "Dibuka lagi 1 November 2026"),
        (at(1, month=12), "Dibuka lagi 1 Maret 2027"),
        (at(1, month=4, year=2027), "belum ditetapkan"),
    ],
)
def test_outside_its_dates_nothing_is_taken(town: Town, now: datetime, says: str) -> None:
    case = drafted(town, TRAINING, when=now, lokasi="utara")
    with pytest.raises(quota.QuotaFull, match=says):
        submit.submit(town.citizen_act(0, now), ref=case.ref)


def test_a_refused_or_withdrawn_case_frees_its_place_and_a_new_period_is_empty(town: Town) -> None:
    first = handed_in(town, TRAINING, lokasi="utara")
    handed_in(town, TRAINING, citizen=1, lokasi="utara")
    withdraw.withdraw(town.citizen_act(0), ref=first.ref)
    handed_in(town, TRAINING, citizen=2, lokasi="utara")
    march = at(2, month=3, year=2027)
    assert handed_in(town, TRAINING, when=march, lokasi="utara").state == "running"


def test_a_case_that_was_sent_back_keeps_its_place(town: Town) -> None:
    from silastri.journey.apply import draft

    first = handed_in(town, TRAINING, lokasi="utara")
    handed_in(town, TRAINING, citizen=1, lokasi="utara")
    onward(town, first, MONDAY, outcome="kembali:pengajuan")
    act = town.citizen_act(0, at(20, month=12))  # no period then: he has his place
    from silastri.practice import sample

    draft.answer(act, ref=first.ref, raw={})
    draft.attach(act, ref=first.ref, key="ktp", upload=sample.scan("KTP", act.at), upload_name="ktp.pdf")
    assert submit.submit(act, ref=first.ref).state == "running"
    assert Place.objects.filter(kind="quota", state="kept").count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_take_the_last_place() -> None:
    town = kota_contoh()
    drafts = [drafted(town, TRAINING, citizen=n, lokasi="utara") for n in range(3)]
    works = [lambda n=n, c=c: submit.submit(town.citizen_act(n), ref=c.ref) for n, c in enumerate(drafts)]
    answers = at_once(works)  # type: ignore[arg-type]
    assert sum(isinstance(answer, quota.QuotaFull) for answer in answers) == 1, answers
    assert sorted(Place.objects.filter(kind="quota", state="kept").values_list("number", flat=True)) == [1, 2]
    assert Case.objects.filter(state="running").count() == 2


# A waiting list


def test_who_waits_is_handed_in_without_a_clock_and_knows_his_place(town: Town) -> None:
    *_, third = three(town)
    fourth = handed_in(town, CARE, citizen=0, when=later(9))
    assert (third.state, third.step, third.post) == ("waiting", "pengajuan", "kepala_bidang")
    assert (third.promise_due_at, third.promise_left, third.due_at) == (None, None, None)
    assert [admit.turn_in_list(case) for case in (third, fourth)] == [1, 2]
    body = Message.objects.filter(case=third).latest("pk").body
    assert "daftar tunggu" in body
    assert not cases.inbox(town.office.pk, ["kepala_bidang"]).exists()


def test_who_waits_has_a_case_that_runs(town: Town) -> None:
    """Else a term such as ``riwayat.berjalan == 0`` would give one person place after place."""
    *_, third = three(town)
    another = Case(pk=0, service=third.service, applicant=third.applicant)
    assert cases.history(another, since=MONDAY)["berjalan"] == 1
    assert third in cases.unfinished(third.applicant_id, third.service_id)


def test_nobody_is_taken_in_without_a_place_and_none_by_itself(town: Town) -> None:
    first, _, third = three(town)
    act = town.act("kepala_bidang", later(30))
    with pytest.raises(admit.NoPlaceFree, match="Dibuka lagi 1 Desember 2026"):
        admit.admit(act, ref=third.ref, turn=third.turn)
    withdraw.withdraw(town.citizen_act(0, later(40)), ref=first.ref)
    assert fresh(third).state == "waiting", "people decide"
    (queue,) = admit.queues(town.office.pk, act.by.posts, at=later(41))
    assert (queue.left, [place.case.ref for place in queue.places]) == (1, [third.ref])

    taken = admit.admit(act, ref=third.ref, turn=third.turn)
    assert (taken.state, taken.step) == ("running", "pemeriksaan")
    assert taken.promise_due_at, "the clock runs from now on"
    run = StepRun.objects.filter(case=third).latest("turn")
    assert (run.step, run.post, run.note) == ("pengajuan", "kepala_bidang", "Diterima dari daftar tunggu.")
    assert cases.card_is_whole(fresh(third), cases.runs(third))
    with pytest.raises(StaleStep):
        admit.admit(act, ref=third.ref, turn=third.turn)


def test_a_new_period_has_places_and_who_comes_then_stands_behind_who_waits(town: Town) -> None:
    *_, third = three(town)
    december = at(1, month=12)
    fourth = handed_in(town, CARE, citizen=0, when=december)
    assert fourth.state == "waiting", "a place is free, but somebody waits"
    act = town.act("kepala_bidang", december)
    admit.admit(act, ref=third.ref, turn=third.turn)
    admit.admit(act, ref=fourth.ref, turn=fourth.turn)
    assert Place.objects.filter(kind="quota", state="kept", starts_at=at(1, 0, month=12)).count() == 2


def test_passing_somebody_over_needs_a_reason_which_is_kept(town: Town) -> None:
    *_, third = three(town)
    fourth = handed_in(town, CARE, citizen=0, when=later(9))
    december = town.act("kepala_bidang", at(1, month=12))
    with pytest.raises(admit.OutOfTurn) as refused:
        admit.admit(december, ref=fourth.ref, turn=fourth.turn, reason=" ")
    assert "alasan" in refused.value.fields
    assert fresh(fourth).state == "waiting"
    admit.admit(december, ref=fourth.ref, turn=fourth.turn, reason="Anak yatim piatu.")
    run = StepRun.objects.filter(case=fourth).latest("turn")
    assert run.note == "Diterima dari daftar tunggu. Mendahului 1 permohonan: Anak yatim piatu."
    assert LogEntry.objects.filter(what="admit_out_of_turn", about=fourth.ref).exists()
    assert admit.turn_in_list(third) == 1


def test_only_the_post_that_the_standard_names_takes_in(town: Town) -> None:
    *_, third = three(town)
    with pytest.raises(NotYourPost):
        admit.admit(town.act("loket", at(1, month=12)), ref=third.ref, turn=third.turn)
    with pytest.raises(NotYours):
        admit.queues(town.office.pk, {"loket": ""}, at=MONDAY)


def test_who_gives_up_waiting_leaves_the_list(town: Town) -> None:
    *_, third = three(town)
    fourth = handed_in(town, CARE, citizen=0, when=later(9))
    withdraw.withdraw(town.citizen_act(2, later(10)), ref=third.ref)
    assert admit.turn_in_list(fourth) == 1
    assert fresh(third).state == "withdrawn"


@pytest.mark.django_db(transaction=True)
def test_two_officers_cannot_give_one_place_twice() -> None:
    town = kota_contoh()
    first, _, third = three(town)
    fourth = handed_in(town, CARE, citizen=0, when=later(9))
    withdraw.withdraw(town.citizen_act(0, later(40)), ref=first.ref)
    act = town.act("kepala_bidang", later(50))
    works = [lambda c=c: admit.admit(act, ref=c.ref, turn=c.turn, reason="x") for c in (third, fourth)]
    answers = at_once(works)  # type: ignore[arg-type]
    assert sum(isinstance(answer, admit.NoPlaceFree) for answer in answers) == 1, answers
    assert Place.objects.filter(kind="quota", state="kept").count() == 2
