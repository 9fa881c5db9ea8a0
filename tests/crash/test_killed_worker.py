"""Workers that are killed in the middle of sending: no message is lost, and one goes out twice only where nobody could
know that it had gone out.

The gateway refuses or loses a third of what it is given. Where it tells what became of a message, with our reference in
it, a message whose answer was lost is mostly not sent again: how often that helps is printed at the end of the run.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from django.db import connection

from silastri.apps.inbox.models import Received
from silastri.apps.messages.models import Message
from silastri.practice.gateway import Gateway, Hook
from silastri.practice.gateway.behaviour import NORMAL
from silastri.practice.gateway.kept import Kept
from tests.campaign import LONG, campaign, tries
from tests.crash import sending
from tests.crash.moving import FastClock

# A lost worker's messages are free after two minutes by this clock, and a refused one comes again after one. Where the
# machine is slow, news of a message takes longer than that, and it goes out twice.
SPEED = 120 if LONG else 400
THIRD = {"refuse_temporary": 0.16, "answer_lost": 0.12, "dropped": 0.06}
RECEIPTS = {"receipt_after": 0.005, "receipts_twice": 0.3, "receipts_mixed": 0.3}


@dataclass
class Outcome:
    states: dict[str, str]  # of each message, by its number
    kept: dict[str, Kept]  # what the provider accepted
    in_flight: list[str]  # what a worker had in hand when it died, each time

    @property
    def lost(self) -> list[str]:
        """Neither given over nor told to be given up."""
        return [
            ref for ref, state in self.states.items() if ref not in self.kept and state not in ("failed", "unknown")
        ]

    @property
    def doubled(self) -> list[str]:
        return [reference for reference, one in self.kept.items() if len(one.ids) > 1]

    @property
    def needless(self) -> list[str]:
        """Sent again, although an answer had come and was kept."""
        return [ref for ref in self.doubled if len(self.kept[ref].ids) > 1 + self._unheard(ref)]

    def _unheard(self, reference: str) -> int:
        return self.kept[reference].unanswered + self.in_flight.count(reference)

    def told(self) -> str:
        unsure = [reference for reference in self.kept if self._unheard(reference)]
        given_up = [ref for ref, state in self.states.items() if state in ("failed", "unknown")]
        return (
            f"{sum(one.tries for one in self.kept.values())} tries, {len(self.lost)} lost, {len(given_up)} given up, "
            f"{len(unsure)} whose answer was lost, {len(self.doubled)} doubled, {len(self.needless)} without need"
        )


def outcome(gateway: Gateway, workers: sending.Workers, messages: int, kills: int, *, tells: bool) -> Outcome:
    clock, chance, in_flight = FastClock.started(SPEED), Random(f"killed/{tells}"), list[str]()
    gateway.store.empty()
    gateway.behave(NORMAL.changed(THIRD | RECEIPTS))
    with sending.listening(clock.now) as ear:
        gateway.place.hook = Hook(ear.url if tells else "")
        sending.queue(messages, clock.now())
        for number in sorted(chance.sample(range(1, messages), kills)):
            workers.start(gateway, clock)
            sending.until(lambda number=number: gateway.store.counts.total() >= number)  # type: ignore[misc]
            time.sleep(chance.random() * 0.03)
            workers.kill()
            in_flight += map(str, Message.objects.filter(state="sending").values_list("pk", flat=True))
        workers.start(gateway, clock)
        sending.until(sending.all_done, 0.05)
        sending.until(lambda: gateway.settled(1))
        sending.until(sending.all_read, 0.05)
        workers.kill()
    kept = {one.sent.reference: one for one in gateway.store.accepted()}
    states = {str(pk): state for pk, state in Message.objects.values_list("pk", "state")}
    return Outcome(states, kept, in_flight)


@campaign
def test_no_message_is_lost_and_none_doubled_without_need(
    gateway: Gateway, workers: sending.Workers, record_property: Callable[[str, object], None]
) -> None:
    messages, kills = tries(40, 1000), tries(2, 60)
    for tells in (False, True):
        Message.objects.all().delete()
        found = outcome(gateway, workers, messages, kills, tells=tells)
        told = "with receipts" if tells else "without receipts"
        record_property(
            "figures", f"{connection.vendor}, {messages} messages, {kills} workers killed, {told}: {found.told()}"
        )
        assert len(found.states) == messages
        assert found.lost == []
        assert found.needless == []
        if tells:
            given_up = {state for state in found.states.values() if state in ("failed", "unknown")}
            assert set(found.states.values()) - given_up <= {"delivered", "read"}
            assert {row.state for row in Received.objects.all()} == {"understood"}
