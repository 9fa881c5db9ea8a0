"""A ticket's way: taken, called, served, sent on, ended; and each refusal, after which nothing has changed."""

from datetime import timedelta

import pytest

from silastri.apps.cases import operations as cases
from silastri.apps.cases.models import Case
from silastri.apps.offices.models import Office
from silastri.apps.tickets import queries
from silastri.apps.tickets.models import Counter, Ticket, TicketEvent
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours, TooOften
from silastri.jobs import worker
from silastri.journey.queueing import (
    access,
    arrive,
    board,
    call,
    close,
    counters,
    hall,
    names,
    of_case,
    seat,
    serve,
    take,
    times_of,
)
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town
from tests.journey.queueing.hall import a_hall, an_appointment, at, visitor

State = Ticket.State


def fresh(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def whats(ticket: Ticket) -> list[str]:
    return [one.what for one in queries.events(ticket)]


def test_a_ticket_is_taken_called_served_and_ended(town: Town) -> None:
    here = a_hall(town)
    first, second = here.take(0), here.take(1, service=here.jompo)
    assert (first.number, second.letter, second.serial) == ("U-001", second.letter, 1)
    called = call.call_next(here.act(0, 10))
    assert called == first
    serve.begin(here.act(0, 11), pk=first.pk)
    following = serve.end_and_call_next(here.act(0, 16), pk=first.pk, note="Syarat dijelaskan.")
    done = fresh(first)
    assert following == second
    assert (done.state, done.waited, done.served, done.note) == (State.DONE, 600, 300, "Syarat dijelaskan.")
    assert done.served_by == town.officer("loket")
    assert whats(done) == ["taken", "arrived", "called", "served", "ended"]
    assert fresh(second).call == 2
    shown = board.board(town.office, at(16))
    assert [(one.number, one.counter, one.call) for one in shown.calls] == [(second.number, 1, 2), ("U-001", 1, 1)]
    assert [one.number for one in shown.serving] == [second.number]
    assert shown.last_call == 2


def test_nothing_of_a_visitor_is_kept_with_his_number(town: Town) -> None:
    here = a_hall(town)
    signed_in = town.citizen_act()
    found = take.take_by_phone(signed_in, office=town.office, service=None, priority="")
    assert not here.counters[0].services
    assert {one.by for one in queries.events(found)} == {None}


def test_a_number_by_phone_has_its_place_from_the_check_in(town: Town) -> None:
    here = a_hall(town)
    phone = here.phone(0)
    assert (phone.state, phone.arrived_at) == (State.RESERVED, None)
    walked_in = here.take(5)
    code = hall.day_code(town.office, at(8))
    with pytest.raises(arrive.WrongCode):
        arrive.checkin(visitor(8), office=town.office, day_code="000000", code=phone.code)
    arrive.checkin(visitor(8), office=town.office, day_code=code, code=phone.code)
    again = arrive.checkin(visitor(9), office=town.office, day_code=code, code=phone.code)
    assert again.arrived_at == at(8), "asked again, nothing changes"
    assert board.ticket_status(phone.code, at(9)).ahead == 1
    assert [call.call_next(here.act(0, 10)), serve.begin(here.act(0, 10), pk=walked_in.pk)] == [walked_in] * 2
    assert serve.end_and_call_next(here.act(0, 12), pk=walked_in.pk) == phone
    assert hall.day_code(town.office, at(24 * 60)) != code


def test_one_browser_holds_one_live_number_for_a_service(town: Town) -> None:
    here = a_hall(town)
    first = here.phone(0)
    assert here.phone(1, mine=[first.code]) == first
    assert here.phone(1, mine=[first.code], service=here.jompo) != first
    close.cancel(visitor(2), code=first.code)
    assert here.phone(3, mine=[first.code]) != first
    with pytest.raises(NotFit):
        close.cancel(visitor(4), code=first.code)


def test_a_flood_from_one_network_is_refused(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    here = a_hall(town)
    monkeypatch.setattr(take, "_BY_PHONE", 2)
    here.phone(0)
    here.phone(0)
    with pytest.raises(TooOften):
        here.phone(0)
    take.take_by_phone(visitor(0, "10.0.0.2"), office=town.office, service=None, priority="")
    monkeypatch.setattr(take, "_RESERVED", 3)
    with pytest.raises(TooOften, match="di kantor"):
        take.take_by_phone(visitor(0, "10.0.0.3"), office=town.office, service=None, priority="")
    assert Ticket.objects.count() == 3


def test_wrong_codes_are_counted(town: Town) -> None:
    phone = a_hall(town).phone(0)
    for _ in range(30):
        with pytest.raises(arrive.WrongCode):
            arrive.checkin(visitor(1), office=town.office, day_code="1", code=phone.code)
    with pytest.raises(TooOften):
        arrive.checkin(visitor(1), office=town.office, day_code="1", code=phone.code)
    right = hall.day_code(town.office, visitor(1).at)
    with pytest.raises(TooOften):
        arrive.checkin(visitor(1), office=town.office, day_code=right, code=phone.code)
    elsewhere = visitor(1, "10.0.0.2")
    assert arrive.checkin(elsewhere, office=town.office, day_code=right, code=phone.code).state == Ticket.State.WAITING
    assert arrive.checkin(visitor(12), office=town.office, day_code=right, code=phone.code)


def test_who_did_not_hear_loses_only_the_time_of_being_away(town: Town) -> None:
    here = a_hall(town)
    first, later = here.take(0), here.take(21)
    call.call_next(here.act(0, 10))
    call.call_again(here.act(0, 11), pk=first.pk)
    call.skip(here.act(0, 12), pk=first.pk)
    with pytest.raises(call.NotNow):
        call.call_again(here.act(0, 13), pk=first.pk)
    call.back(here.act(0, 30), pk=first.pk)
    assert fresh(first).arrived_at == at(20)  # ten minutes of waiting before half past
    assert call.call_next(here.act(0, 31)) == first
    serve.begin(here.act(0, 31), pk=first.pk)
    serve.end(here.act(0, 33), pk=first.pk)
    done = fresh(first)
    assert (done.waited, done.served, done.calls) == (660, 120, 3)
    assert call.call_next(here.act(0, 34)) == later


def test_a_transferred_ticket_keeps_its_place(town: Town) -> None:
    here = a_hall(town, 2)
    first, second = here.take(0), here.take(1)
    call.call_next(here.act(0, 5))
    with pytest.raises(NotFit):
        serve.transfer(here.act(0, 6), pk=first.pk, counter=here.counters[0].pk)
    with pytest.raises(NotFit):
        serve.transfer(here.act(0, 6), pk=first.pk)
    serve.transfer(here.act(0, 6), pk=first.pk, counter=here.counters[1].pk)
    assert call.call_next(here.act(0, 7)) == second
    assert call.call_next(here.act(1, 8)) == first
    serve.transfer(here.act(1, 9), pk=first.pk, service=here.jompo.pk)
    assert (fresh(first).service, fresh(first).counter) == (here.jompo, None)


def test_a_ticket_for_a_counter_that_closes_is_called_by_the_others(town: Town) -> None:
    here = a_hall(town, 2)
    first = here.take(0)
    call.call_next(here.act(0, 5))
    serve.transfer(here.act(0, 6), pk=first.pk, counter=here.counters[1].pk)
    assert call.call_next(here.act(0, 7)) is None
    seat.leave(here.act(1, 8))
    assert call.call_next(here.act(0, 9)) == first


def test_a_counter_holds_one_ticket_and_one_officer(town: Town) -> None:
    here = a_hall(town, 2)
    first = here.take(0)
    here.take(1)
    call.call_next(here.act(0, 2))
    with pytest.raises(call.CounterBusy):
        call.call_next(here.act(0, 3))
    with pytest.raises(seat.InUse):
        seat.leave(here.act(0, 3))
    with pytest.raises(call.NotHere):
        call.skip(here.act(1, 3), pk=first.pk)
    with pytest.raises(call.NotNow):
        serve.end(here.act(0, 3), pk=first.pk)
    with pytest.raises(seat.SeatTaken):
        seat.sit(here.act(1, 3), counter=here.counters[0].pk)
    with pytest.raises(queries.NoTicket):
        call.skip(here.act(0, 3), pk=0)
    seat.leave(here.act(1, 4))
    with pytest.raises(access.NoSeat):
        call.call_next(here.act(1, 5))
    assert [one.state for one in Ticket.objects.order_by("pk")] == [State.CALLED, State.WAITING]


def test_only_keepers_call(town: Town) -> None:
    here = a_hall(town)
    first = here.take(0)
    for refused in (call.call_next, seat.leave, close.cut_off):
        with pytest.raises(access.NotKeeper):
            refused(town.act("kepala_dinas"))
    with pytest.raises(access.NotKeeper):
        take.take(town.act("kepala_dinas"), office=town.office, service=None, priority="", via="counter")
    with pytest.raises(counters.NotManager):
        counters.add(town.act("loket"), number=9, name="", services=())
    assert fresh(first).state == State.WAITING


@pytest.mark.parametrize(
    ("minutes", "says"),
    [(6.5 * 60, "ditutup pukul 15.30"), (5 * 24 * 60, "Kantor tutup hari ini (Sabtu)."), (-1, "")],
)
def test_numbers_are_given_in_the_hours_of_the_office(town: Town, minutes: float, says: str) -> None:
    here = a_hall(town)
    if says:
        with pytest.raises(take.QueueClosed) as refused:
            here.take(minutes)
        assert says in str(refused.value)
        assert board.board(town.office, at(minutes)).closed == str(refused.value)
    else:
        here.take(minutes)


def test_numbers_are_closed_by_hand_and_opened_again(town: Town) -> None:
    here = a_hall(town)
    waits = here.take(0)
    close.cut_off(here.act(0, 1))
    with pytest.raises(take.QueueClosed, match=r"ditutup petugas pukul 09\.01"):
        here.phone(2)
    assert call.call_next(here.act(0, 3)) == waits, "who has a number is served"
    close.open_again(here.act(0, 4))
    here.take(5)


@pytest.mark.parametrize("given", [{"priority": "vip"}, {"via": "phone"}, {"service": "other"}])
def test_what_does_not_fit_is_refused(town: Town, given: dict[str, str]) -> None:
    a_hall(town)
    values = {"service": None, "priority": "", "via": "kiosk"} | given
    if given.get("service"):
        counters.change(
            town.act("back_office"),
            pk=Counter.objects.get().pk,
            name="",
            services=[town.service("anak-putus-sekolah").pk],
        )
        values["service"] = town.service()
    with pytest.raises(NotFit):
        take.take(visitor(0), office=town.office, **values)  # type: ignore[arg-type]
    assert not Ticket.objects.exists()


def test_an_appointment_joins_at_its_hour_and_is_the_ticket_of_its_case(town: Town) -> None:
    here = a_hall(town)
    case = a_case(town, "pengajuan")
    place = an_appointment(case, 30)
    early = here.take(5)
    found = arrive.with_appointment(visitor(10), office=town.office, ref=case.ref.lower())
    late = here.take(35)
    assert arrive.with_appointment(visitor(11), office=town.office, ref=case.ref) == found
    assert (found.case_id, found.place, found.not_before) == (case.pk, place, at(30))
    assert queries.places_with_ticket(town.office.pk, MONDAY.date()) == {place.pk}
    called = []
    for minute in (36, 40, 44):
        ticket = call.call_next(here.act(0, minute))
        assert ticket
        called.append(ticket)
        serve.begin(here.act(0, minute), pk=ticket.pk)
        serve.end(here.act(0, minute + 2), pk=ticket.pk)
    assert called == [early, found, late]
    assert fresh(found).waited == 600  # from its hour
    assert [one.pk for one in of_case.of_case(case)] == [found.pk]
    with pytest.raises(arrive.NoAppointment):
        arrive.with_appointment(visitor(50), office=town.office, ref="RHL-00000-00000")


def test_a_case_registered_at_the_counter_is_what_the_ticket_was_about(town: Town) -> None:
    here = a_hall(town)
    first = here.take(0)
    case, other = a_case(town, "pengajuan"), a_case(town, "pengajuan", citizen=1)
    Case.objects.filter(pk=case.pk).update(filled_by=town.officer("loket"))
    act = here.act(0, 5)
    assert serve.link_to_mine(act, ref=case.ref) is None, "nobody stands there"
    call.call_next(act)
    serve.begin(act, pk=first.pk)
    assert serve.link_to_mine(act, ref=other.ref) is None, "a draft that its applicant fills in"
    assert serve.link_to_mine(act, ref=case.ref) == first
    assert whats(first)[-1] == "linked"
    with pytest.raises(NotThere):
        serve.link(act, pk=first.pk, ref=other.ref)
    assert fresh(first).case == case
    cases.discard(case)
    assert fresh(first).case is None, "a draft that is thrown away is not held by its ticket"


def test_the_end_of_the_day_tells_who_was_not_served(town: Town) -> None:
    here = a_hall(town)
    served, waits, phone = here.take(0), here.take(1), here.phone(2)
    call.call_next(here.act(0, 3))
    serve.begin(here.act(0, 3), pk=served.pk)
    assert close.end_of_day in worker.OF_THE_DAY
    worker.do((close.end_of_day,), at(8 * 60))  # an hour after the office closed
    assert fresh(waits).state == State.WAITING
    worker.do((close.end_of_day,), at(9 * 60))
    assert [fresh(one).state for one in (served, waits, phone)] == [State.DONE, State.CLOSED, State.CANCELLED]
    status = board.ticket_status(waits.code, at(10 * 60))
    assert "Kantor tutup sebelum nomor ini sempat dilayani" in status.why
    assert board.ticket_status(phone.code, at(10 * 60)).why
    assert Counter.objects.get().person is None
    with pytest.raises(arrive.NotToday):
        code = hall.day_code(town.office, at(24 * 60))
        arrive.checkin(visitor(24 * 60), office=town.office, day_code=code, code=phone.code)


def test_who_sits_down_in_the_morning_finds_an_empty_hall(town: Town) -> None:
    here = a_hall(town)
    first = here.take(0)
    call.call_next(here.act(0, 3))
    tomorrow = 24 * 60
    seat.sit(here.act(1, tomorrow), counter=here.counters[0].pk)
    assert fresh(first).state == State.CLOSED
    assert here.take(tomorrow).number == "U-001"


def test_counters_are_added_changed_and_taken_away(town: Town) -> None:
    manager, here = town.act("back_office"), a_hall(town)
    with pytest.raises(NotFit):
        counters.add(manager, number=1, name="", services=())
    with pytest.raises(NotFit):
        counters.add(manager, number=2, name="", services=[0])
    found = counters.add(manager, number=2, name=" Surat  jadi ", services=[here.jompo.pk])
    assert (found.name, found.services) == ("Surat jadi", [here.jompo.pk])
    first = here.take(0)
    counters.take_away(manager, pk=found.pk)
    with pytest.raises(counters.LastCounter):
        counters.take_away(manager, pk=here.counters[0].pk)
    with pytest.raises(queries.NoCounter):
        seat.sit(here.act(1, 1), counter=found.pk)
    assert counters.add(manager, number=2, name="", services=()).pk == found.pk, "its row stays"
    call.call_next(here.act(0, 1))
    with pytest.raises(seat.InUse):
        counters.take_away(manager, pk=here.counters[0].pk)
    assert fresh(first).state == State.CALLED


def test_times_by_day_and_service(town: Town) -> None:
    here = a_hall(town)
    for minute, service in ((0, here.jompo), (0, None), (0, None)):
        here.take(minute, service=service)
    for minute in (10, 20):
        found = call.call_next(here.act(0, minute))
        assert found
        serve.begin(here.act(0, minute), pk=found.pk)
        serve.end(here.act(0, minute + 5), pk=found.pk)
    last = call.call_next(here.act(0, 30))
    assert last
    call.skip(here.act(0, 31), pk=last.pk)
    here.phone(32)  # never came: not counted
    day = MONDAY.date()
    found_times = times_of.times_of(here.act(0, 40), office=town.office, since=day, until=day)
    total = found_times.total
    assert (total.count, total.served, total.skipped, total.closed) == (3, 2, 1, 0)
    assert total.waiting
    assert total.serving
    assert (total.waiting.average, total.waiting.ninetieth, total.serving.average) == (15, 20, 5)
    told = names.names(town.office.pk, MONDAY.date())
    counts = {row.service: row.count for row in found_times.by_service}
    assert counts == {told[None]: 2, told[here.jompo.pk]: 1}
    assert [(row.on, row.count) for row in found_times.by_day] == [(day, 3)]
    with pytest.raises(NotFit):
        times_of.times_of(here.act(0, 40), office=town.office, since=day, until=day - timedelta(days=1))


@pytest.mark.django_db
def test_an_office_without_a_queue_has_nothing_of_it() -> None:
    a_town(STANDARDS / "pekanbaru-dinsos")
    office = Office.objects.get(slug="pekanbaru-dinsos")
    with pytest.raises(access.NotUsed):
        take.take(visitor(0), office=office, service=None, priority="", via="kiosk")
    with pytest.raises(access.NotUsed):
        board.board(office, MONDAY)
    with pytest.raises(access.NotUsed):
        access.used_by("tidak-ada")


def test_every_refusal_is_of_a_kind_that_pages_know() -> None:
    assert issubclass(take.QueueClosed, MovedOn)
    assert issubclass(access.NotKeeper, NotYours)
    assert issubclass(arrive.WrongCode, NotFit)
    assert TicketEvent.What.values
