"""Does what waits: reads what came in, sends messages, reminds of what comes, asks about lost signatures, draws what
was left undrawn, keeps the archive.

Any number of workers may run; each takes what no other has.
"""

import logging
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import wraps
from typing import TypeVar

from django.db import close_old_connections
from django.utils import timezone

from silastri.apps import away
from silastri.apps.beats import operations as beats
from silastri.apps.offices import queries as offices
from silastri.domain.act import SYSTEM, Act
from silastri.journey.apply import forget as forgetting
from silastri.journey.archive import keep
from silastri.journey.complaints import answer, ask, month_report
from silastri.journey.desk import appointment, consult
from silastri.journey.figures import measure
from silastri.journey.frame import booking
from silastri.journey.inbox.keep import collect
from silastri.journey.inbox.understand import understand
from silastri.journey.letters import falling_due
from silastri.journey.made_files import make
from silastri.journey.office import anchor, running
from silastri.journey.office_reports import report as office_report
from silastri.journey.outbox.send import send
from silastri.journey.papers import undrawn
from silastri.journey.personal_data import answer as data_answer
from silastri.journey.queueing import close as queue_close
from silastri.journey.reminders.rules import RULES
from silastri.journey.signing import settle
from silastri.journey.surveys import check_sums
from silastri.journey.watch import look

from . import making, resealing
from .backup import rounds

T = TypeVar("T")
_log = logging.getLogger("silastri.worker")
_IDLE = 1.0  # seconds between looks when nothing waits
_BEAT = timedelta(seconds=15)  # between signs of life
_REMIND = timedelta(minutes=10)  # between looks at what the day brings
_KEEP = timedelta(minutes=1)  # between rounds of papers and archive, when one has found all there was

Duty = Callable[[Act], int]  # does what waits in the office of the act, and says how much there was
OF_OFFICERS: tuple[Duty, ...] = tuple(rule.duty for rule in RULES)
OF_THE_DAY: tuple[Duty, ...] = (
    appointment.remind,
    falling_due.remind,
    settle.ask_about_lost,
    ask.lapse,
    answer.close,
    month_report.draft,
    queue_close.end_of_day,
    office_report.draft,
    measure.keep_up,
    consult.forget_people,
    data_answer.remind,
    *OF_OFFICERS,
    look.look,
)
OF_THE_MINUTE: tuple[Duty, ...] = (booking.free_ended, undrawn.draw_undrawn, *keep.DUTIES)  # drawn first, then filed


def run(stop: threading.Event) -> None:
    """Works until told to stop. If the database fails, it waits and goes on."""
    remind_at = keep_at = beat_at = timezone.now()
    while not stop.is_set():
        try:
            now = timezone.now()
            if now >= beat_at:
                beat_at = now + _BEAT
                beats.beat(running.WORKER, now)
            if now >= remind_at:
                remind_at = now + _REMIND
                do(OF_THE_DAY, now)
                for alarm in running.alarms(now):
                    _log.error(alarm)
                seal_the_day(now)
                compare_sums(now)
            if now >= keep_at:
                there_is_more = do(OF_THE_MINUTE, now) >= keep.MOST
                keep_at = now if there_is_more else now + _KEEP
                shred(now)
                forget(now)
                forget_made(now)
                fetch(now)
            # Claims end two minutes after the moment that is given: after a long round, that must not be its beginning.
            busy = bool(read_received(timezone.now())) | send_messages(timezone.now())
        except Exception:  # the database is away: the worker must outlive it
            _log.exception("worker round failed")
            away.let_go()  # a server that may only be read now would answer every health check
            busy = False
            stop.wait(5)
        close_old_connections()
        if not busy:
            stop.wait(_IDLE)


def do(duties: tuple[Duty, ...], at: datetime) -> int:
    """Every duty for every office; the most that one of them did. Where one fails, it is told and the others go on."""
    most = 0
    for office in offices.offices():
        act = Act(replace(SYSTEM, office=office.pk), at, "job")
        for duty in duties:
            try:
                most = max(most, duty(act))
            except Exception as error:  # whatever one office's rows bring, the others must have their turn
                _log.exception("%s.%s failed for %s", duty.__module__, duty.__name__, office.slug)
                if away.is_away(error):
                    raise  # no other duty can do better; the round begins anew with a connection of its own
                beats.stumble(name_of(duty), at, f"{office.slug}: {type(error).__name__}")
    for duty in duties:
        beats.beat(name_of(duty), at)
    return most


def name_of(duty: Duty) -> str:
    """As its sign of life is called: "appointment.remind"."""
    return f"{duty.__module__.rpartition('.')[2]}.{duty.__name__}"[:80]


def _beside(work: Callable[[datetime], T]) -> Callable[[datetime], T | None]:
    """What stands beside the messages and fails is told in the log, and does not keep them from going out."""

    @wraps(work)
    def done(at: datetime) -> T | None:
        try:
            return work(at)
        except Exception as error:  # whatever it was, the next round tries again
            _log.exception("%s failed", work.__name__)
            if away.is_away(error):
                away.let_go()
            return None

    return done


@_beside
def seal_the_day(at: datetime) -> None:
    anchor.anchor(Act(SYSTEM, at, "job"))


@_beside
def compare_sums(at: datetime) -> None:
    check_sums.check_nightly(Act(SYSTEM, at, "job"))


@_beside
def forget(at: datetime) -> None:
    forgetting.forget(at)


@_beside
def forget_made(at: datetime) -> None:
    make.forget(at)


@_beside
def shred(at: datetime) -> None:
    keep.shred(at)


@_beside
def fetch(at: datetime) -> None:
    collect(Act(SYSTEM, at, "job"))


@_beside
def read_received(at: datetime) -> bool:
    """Understands what providers sent; True when there was any."""
    return understand(Act(SYSTEM, at, "job")) > 0


def send_messages(at: datetime) -> bool:
    """Sends the messages that are due; True when there were any."""
    return send(Act(SYSTEM, at, "job")) > 0


def run_until_signal() -> None:
    """Works until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    beside = [threading.Thread(target=one.run, args=(stop,), daemon=True) for one in (making, resealing, rounds)]
    for thread in beside:
        thread.start()
    run(stop)
    for thread in beside:
        thread.join(timeout=5)
