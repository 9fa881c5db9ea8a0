"""Many messages that wait for one officer become one."""

from collections import Counter

from silastri.apps.messages import lines, queries
from silastri.apps.messages import operations as messages
from silastri.apps.messages.models import Message
from silastri.domain.act import Act
from silastri.domain.words.messages.work import Several
from silastri.journey.case.links import absolute
from silastri.journey.case.tell import made

from .held import held

MORE_THAN = 3
WHY = "Digabung menjadi satu pesan."


def put_together(act: Act, channel: str) -> int:
    """How many messages became part of another. Needs the transaction in which messages are claimed next: the line is
    locked, so that no other worker sends them meanwhile."""
    if not queries.crowds(channel, act.at, MORE_THAN):
        return 0
    lines.lock(channel, act.at)
    return sum(_of_one(act, channel, *crowd) for crowd in queries.crowds(channel, act.at, MORE_THAN))


def _of_one(act: Act, channel: str, person: int, office: int) -> int:
    would_go = [one for one in queries.crowd(channel, act.at, person, office) if held(act, one) is None]
    if len(would_go) <= MORE_THAN:
        return 0
    first = would_go[0]
    words = _words(first.office.name if first.office else "", would_go)
    one = made(act, words, about=f"gabung/{first.pk}", person=first.person, to=first.to, office=office, channel=channel)
    messages.queue([one])
    messages.merge(would_go, why=WHY)
    return len(would_go)


def _words(office: str, found: list[Message]) -> Several:
    each = Counter(message.template for message in found)
    return Several(
        office=office,
        count=len(found),
        new=each["arrived"],
        back=each["sent_back"],
        passed_on=each["passed_on"],
        soon=each["due_soon"],
        mentions=each["mentioned"],
        below=each["late_below"],
        link=absolute("late_below" if each["late_below"] == len(found) else "inbox"),
    )
