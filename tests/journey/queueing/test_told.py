"""What a number tells its holder: how many are called before it, and whether anybody calls."""

from silastri.apps.tickets.models import Ticket
from silastri.journey.queueing import board, call, seat, serve, slip
from tests.builders import Town
from tests.journey.queueing.hall import Hall, a_hall, at


def test_what_a_phone_is_told_is_what_the_rule_does(town: Town) -> None:
    here = a_hall(town)
    first, second, third = here.take(0), here.take(1), here.take(2, priority="elderly")
    later = here.phone(3)
    told = [board.ticket_status(one.code, at(4)).ahead for one in (third, first, second, later)]
    assert told == [0, 1, 2, 3], "the priority number is called first, and says so; of a later one, if it came now"
    assert [call_and_end(here, minutes) for minutes in (5, 6, 7)] == [third, first, second]


def call_and_end(here: Hall, minutes: float) -> Ticket:
    found = call.call_next(here.act(0, minutes))
    assert found
    serve.begin(here.act(0, minutes), pk=found.pk)
    return serve.end(here.act(0, minutes), pk=found.pk)


def test_while_no_counter_is_open_nobody_is_told_to_be_next(town: Town) -> None:
    here = a_hall(town)
    first = here.take(0)
    assert board.ticket_status(first.code, at(1)).is_open
    seat.leave(here.act(0, 2))
    seen = board.ticket_status(first.code, at(3))
    assert (seen.ahead, seen.is_open, seen.minutes) == (0, False, None)


def test_a_slip_has_the_name_that_citizens_know(town: Town) -> None:
    here = a_hall(town)
    found = slip.of(here.take(0, service=here.jompo), at(1))
    assert found.about == board.board(town.office, at(1)).lines[0].name != here.jompo.name
