"""One process that does what people do, one act after the other, and tells what came of each, until it is killed."""

import errno
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from random import Random

from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.db.models import Q
from django.utils import timezone

from silastri.apps import away
from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.catalog.models import Service
from silastri.apps.letters.models import Letter
from silastri.apps.messages.lines import LEASE
from silastri.apps.offices import queries as offices
from silastri.apps.payments.models import Bill
from silastri.apps.tickets import queries as tickets
from silastri.apps.tickets.models import Ticket
from silastri.domain.act import Act, Actor
from silastri.domain.case.workflow import State
from silastri.domain.refusal import MovedOn, Refusal
from silastri.jobs import worker
from silastri.journey.apply import draft, limits, submit
from silastri.journey.queueing import call, seat, serve, take
from silastri.journey.steps.check import asked
from silastri.journey.surveys import answer as survey
from silastri.practice import sample
from silastri.practice.runner import Runner
from tests.builders import MONDAY

from .told import tell

_DAY = timedelta(hours=6)  # of work
_TOGETHER = 20  # cases under way
_OPEN = (State.WAITING, State.RUNNING, State.RETURNED)


def moment(passed: timedelta) -> datetime:
    """Office hours follow each other without nights, so that nobody waits for the morning."""
    days, rest = divmod(passed, _DAY)
    weeks, day = divmod(days, 5)
    return MONDAY + timedelta(days=7 * weeks + day) + rest


class Hand(Runner):
    """Takes any case along; its acts are now."""

    def __init__(self, service: Service, applicant: Person, now: Callable[[], datetime]) -> None:
        super().__init__(service, applicant, now(), 0)
        self._clock = now

    def _now(self) -> datetime:
        return self._clock()

    def attached(self, case: Case) -> None:
        for requirement in (one for one in asked(self.definition, case) if not one.is_thing):
            act = self.applicant_act()
            paper = sample.scan(requirement.label, act.at)
            draft.attach(act, ref=case.ref, key=requirement.key, upload=paper, upload_name="a.pdf")
            found = case.documents.filter(key=requirement.key).latest("pk")
            tell("document", ref=case.ref, pk=found.pk, sha256=found.file.sha256)

    def handed_in(self, case: Case) -> Case:
        self.attached(case)
        return submit.submit(self.applicant_act(), ref=case.ref)


def runner_of(case: Case, now: Callable[[], datetime]) -> Hand:
    return Hand(Service.objects.select_related("office").get(pk=case.service_id), case.applicant, now)


def _answered(*given: object, **answers: object) -> None:
    """Whoever answered the survey and was killed before he handed the letter over has answered it."""
    with suppress(MovedOn):
        _answer(*given, **answers)


_answer = survey.answer


def stand_in() -> None:
    """For this process: three people hand in what a town does, and answer what they may have answered."""
    survey.answer = _answered
    limits.a_file_of = lambda *_: None


def tell_of(case: Case) -> None:
    """What the page shows after an act: the last row of the control card, and the papers with their numbers."""
    tell("row", ref=case.ref, turn=case.turn, seal=case.seal)
    for one in Letter.objects.filter(case=case):
        if one.number or one.sha256:
            tell("letter", code=one.code, number=one.number, sha256=one.sha256)
    for bill in Bill.objects.filter(case=case, state=Bill.State.PAID).select_related("payment"):
        tell("paid", code=bill.code, payment=bill.payment.pk)


class Working:
    """The choices of one hand. ``speed``: of its clock; with none it goes by the real one."""

    def __init__(self, *, seed: str, begun: float, speed: float, jumps: bool) -> None:
        self._chance, self._begun, self._speed, self._jumps = Random(seed), begun, speed, jumps
        self._office = offices.offices()[0]
        self._services = list(Service.objects.select_related("office").order_by("pk"))
        self._people = sample.citizens(MONDAY)

    def now(self) -> datetime:
        if not self._speed:
            return timezone.now()
        passed = timedelta(seconds=(time.time() - self._begun) * self._speed)
        if self._jumps:  # the clock is set wrong and right again, by minutes, hours or days
            passed += timedelta(hours=self._chance.choice((0, 0, 0.2, 1, 3, 12, -0.2, -1, -3)))
        return moment(max(passed, timedelta()))

    def run(self) -> None:
        doings = ((self.begin, 4), (self.go_on, 12), (self.ticket, 2), (self.desk, 3), (self.work, 3))
        choices, weights = zip(*doings, strict=True)
        while True:
            close_old_connections()
            doing = self._chance.choices(choices, weights)[0]
            try:
                doing()
            except Refusal:
                pass
            except (DatabaseError, OSError) as error:
                self._failed(doing.__name__, error)
            except Exception:
                tell("odd", of=doing.__name__, trace=traceback.format_exc())

    def _failed(self, doing: str, error: Exception) -> None:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EFBIG)
        known = isinstance(error, DatabaseError) or full
        if away.is_away(error):
            away.let_go()  # as a page and the worker do
        tell("failed" if known else "odd", of=doing, error=f"{type(error).__name__}: {error}"[:300])
        time.sleep(0.02)

    def begin(self) -> None:
        if Case.objects.filter(state__in=_OPEN).count() >= _TOGETHER:
            self.go_on()
            return
        hand = Hand(self._chance.choice(self._services), self._chance.choice(self._people), self.now)
        case = hand.drafted()
        tell("draft", ref=case.ref)
        tell_of(hand.handed_in(case))

    def go_on(self) -> None:
        ours = Q(state=State.DRAFT, applicant__in=self._people)  # others fill in theirs themselves
        found = list(Case.objects.filter(ours | Q(state__in=_OPEN)).values_list("pk", flat=True))
        if not found:
            return
        case = Case.objects.select_related("office", "applicant").get(pk=self._chance.choice(found))
        hand = runner_of(case, self.now)
        if case.state in (State.DRAFT, State.RETURNED):
            tell_of(hand.handed_in(case))
        else:
            tell_of(hand.onward(case))

    def ticket(self) -> None:
        act = Act(Actor(None, "Layar sentuh"), self.now(), "web")
        found = take.take(act, office=self._office, service=None, priority="", via=Ticket.Via.KIOSK)
        tell("ticket", code=found.code, number=found.number, on=str(found.on))

    def desk(self) -> None:
        person = offices.holders(self._office, "loket", offices.today(self._office, self.now()))[0]

        def act() -> Act:
            at = self.now()
            desk = next(one for one in offices.desks(person.pk, at) if one.office.pk == self._office.pk)
            return Act(Actor(person.pk, person.name, self._office.pk, desk.posts), at, "web")

        counter = tickets.counters(self._office.pk)[0]
        seat.sit(act(), counter=counter.pk)
        held = tickets.at_counter(counter)
        if held is None:
            if found := call.call_next(act()):
                tell("called", code=found.code, call=found.call)
        elif held.state == Ticket.State.CALLED:
            tell("served", code=serve.begin(act(), pk=held.pk).code)
        else:
            tell("ended", code=serve.end(act(), pk=held.pk).code)

    def work(self) -> None:
        worker.do(worker.OF_THE_MINUTE, self.now())
        begun = time.time()
        worker.send_messages(self.now())
        passed = timedelta(seconds=(time.time() - begun) * (self._speed or 1))
        tell("round" if passed < LEASE else "late")
