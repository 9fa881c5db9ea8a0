"""Does what waits: sends messages, reminds of what comes, asks about lost signatures, keeps the archive.

Any number of workers may run; each takes what no other has.
"""

import logging
import signal
import threading
from datetime import datetime, timedelta

from django.db import close_old_connections
from django.utils import timezone

from silastri.adapters.messaging import channels, messenger
from silastri.adapters.messaging.port import TryAgain, WillNotWork
from silastri.apps.messages import operations as messages
from silastri.domain.act import SYSTEM, Act
from silastri.journey.archive import keep
from silastri.journey.case import links
from silastri.journey.desk import appointment
from silastri.journey.letters import falling_due
from silastri.journey.signing import settle

_log = logging.getLogger("silastri.worker")
_IDLE = 1.0  # seconds between looks when nothing waits
_REMIND = timedelta(minutes=10)  # between looks at what the day brings
_KEEP = timedelta(minutes=1)  # between rounds of the archive, when one has found all there was


def run(stop: threading.Event) -> None:
    """Works until told to stop. A failure of the database is waited out."""
    remind_at = keep_at = timezone.now()
    while not stop.is_set():
        try:
            now = timezone.now()
            if now >= remind_at:
                remind_at = now + _REMIND  # before it is tried: what fails here must not keep messages from going out
                appointment.remind(Act(SYSTEM, now, "job"))
                falling_due.remind(Act(SYSTEM, now, "job"))
                settle.ask_about_lost(Act(SYSTEM, now, "job"))
            if now >= keep_at:
                keep_at = now + _KEEP
                if keep.keep(Act(SYSTEM, now, "job")):
                    keep_at = now
            busy = send_messages(now)
        except Exception:  # the worker must outlive whatever one message brings
            _log.exception("worker round failed")
            busy = False
            stop.wait(5)
        close_old_connections()
        if not busy:
            stop.wait(_IDLE)


def send_messages(at: datetime) -> bool:
    """Sends the messages that are due; True when there were any."""
    claimed = messages.claim(at, channels())
    for message in claimed:
        try:
            body = links.shown(message.body)
            provider_id = messenger(message.channel).send(to=message.to, body=body, reference=str(message.pk))
        except TryAgain as error:
            messages.not_sent(message, error=str(error), for_good=False, at=at)
        except WillNotWork as error:
            messages.not_sent(message, error=str(error), for_good=True, at=at)
        else:
            messages.sent(message, provider_id=provider_id, at=timezone.now())
    return bool(claimed)


def run_until_signal() -> None:
    """Works until SIGTERM or SIGINT."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    run(stop)
