"""Goes on with what stands after the blows, and compares it with what people were told."""

import io
from collections import Counter, defaultdict
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter, Register, ReservedNumber
from silastri.apps.messages.models import Message
from silastri.apps.payments.models import Payment
from silastri.apps.tickets.models import Ticket, TicketEvent
from silastri.domain.act import SYSTEM, Act
from silastri.domain.case.workflow import State
from silastri.domain.refusal import Refusal
from silastri.jobs import worker
from silastri.journey.office import anchor
from silastri.journey.signing import settle

from .hand import moment, runner_of
from .told import lines

Told = dict[str, list[dict[str, Any]]]
_WAITS = ("queued", "sending")
_NO_ACT = ("failed", "odd", "round", "late")


def reckoned(path: Path, *, passed: float, most: int) -> dict[str, Any]:
    """``passed``: hours of the fast clock since it began; ``most``: how many cases are taken to their end."""
    told: Told = defaultdict(list)
    for line in lines(path):
        told[line["act"]].append(line)
    later = _Later(timedelta(hours=passed + 48))
    stuck = _gone_on_with(later, most)
    _sent(later)
    told["accepted"] = [line for line in lines(path) if line["act"] == "accepted"]  # what is sent now is told too
    broken = [case.ref for case in Case.objects.all() if not cases.card_is_whole(case, cases.runs(case))]
    return {
        "told": sum(len(of) for act, of in told.items() if act not in _NO_ACT),
        "failed": len(told["failed"]),
        "late": len(told["late"]),
        "odd": told["odd"],
        "lost": [*_rows_lost(told), *_papers_lost(told), *_tickets_lost(told), *_messages_lost()],
        "doubled": [*_told_twice(told), *_numbers_twice(told), *_gaps()],
        "unheard": sent_twice(told)[1],
        "needless": sent_twice(told)[0],
        "broken": broken,
        "stuck": stuck,
        "audit": _audit(later()),
    }


class _Later:
    """The clock after all blows; it goes on with each look."""

    def __init__(self, passed: timedelta) -> None:
        self.passed = passed

    def __call__(self) -> datetime:
        self.passed += timedelta(minutes=3)
        return moment(self.passed)


def _gone_on_with(later: _Later, most: int) -> list[str]:
    """The cases that stood in the middle and cannot be taken to their end."""
    settle.ask_about_lost(Act(SYSTEM, later(), "job"))
    under_way = Case.objects.filter(state__in=(State.WAITING, State.RUNNING, State.RETURNED)).order_by("-turn", "pk")
    return [stuck for case in under_way.select_related("office", "applicant")[:most] if (stuck := _stuck(case, later))]


def _stuck(case: Case, later: _Later) -> str:
    tried = 0
    while case.step:
        try:
            hand = runner_of(case, later)
            case = hand.handed_in(case) if case.state == State.RETURNED else hand.onward(case)
        except Refusal as error:
            tried, later.passed = tried + 1, later.passed + timedelta(hours=2)
            if tried > 3:
                return f"{case.ref} at {case.step}: {type(error).__name__}: {error}"
            settle.ask_about_lost(Act(SYSTEM, later(), "job"))
            case = Case.objects.select_related("office", "applicant").get(pk=case.pk)
    return ""


def _sent(later: _Later) -> None:
    for _ in range(60):
        worker.do(worker.OF_THE_MINUTE, later())
        while worker.send_messages(later()):
            pass
        if not Message.objects.filter(state__in=_WAITS).exists():
            return
        later.passed += timedelta(hours=1)


def _rows_lost(told: Told) -> list[str]:
    found = [f"draft {one['ref']}" for one in told["draft"] if not Case.objects.filter(ref=one["ref"]).exists()]
    seals: dict[str, list[str]] = {}
    for one in told["row"]:
        if one["ref"] not in seals:
            case = Case.objects.filter(ref=one["ref"]).first()
            seals[one["ref"]] = [run.seal for run in cases.runs(case)] if case else []
        if one["seal"] not in seals[one["ref"]][one["turn"] - 1 : one["turn"]]:
            found.append(f"row {one['turn']} of {one['ref']}")
    return found


def _papers_lost(told: Told) -> list[str]:
    found = []
    for one in told["document"]:
        held = CaseDocument.objects.filter(pk=one["pk"], case__ref=one["ref"], file__sha256=one["sha256"]).exists()
        if not held or not _is_whole(one["sha256"]):
            found.append(f"document {one['pk']} of {one['ref']}: {'its bytes' if held else 'its row'}")
    letters = {letter.code: letter for letter in Letter.objects.all()}
    for one in told["letter"]:
        letter = letters.get(one["code"])
        if letter is None or (one["number"] and letter.number != one["number"]):
            found.append(f"number {one['number']} of {one['code']}")
        elif one["sha256"] and (letter.sha256 != one["sha256"] or not _is_whole(one["sha256"])):
            found.append(f"signature of {one['code']}")
    paid = set(Payment.objects.values_list("bill__code", "pk"))
    return found + [f"payment of {one['code']}" for one in told["paid"] if (one["code"], one["payment"]) not in paid]


def _is_whole(sha256: str) -> bool:
    with suppress(documents.Damaged):
        return bool(documents.content(sha256))
    return False


def _tickets_lost(told: Told) -> list[str]:
    numbers = {(one.code, one.number, str(one.on)) for one in Ticket.objects.all()}
    events = Counter(TicketEvent.objects.values_list("ticket__code", "what"))
    whats = {"called": TicketEvent.What.CALLED, "served": TicketEvent.What.SERVED, "ended": TicketEvent.What.ENDED}
    found = [one["number"] for one in told["ticket"] if (one["code"], one["number"], one["on"]) not in numbers]
    return [f"ticket {number}" for number in found] + [
        f"{act} {one['code']}" for act, what in whats.items() for one in told[act] if not events[one["code"], what]
    ]


def _messages_lost() -> list[str]:
    return [f"message {one.pk} {one.state}" for one in Message.objects.filter(state__in=_WAITS)]


def _told_twice(told: Told) -> list[str]:
    """Two people were told that they did the same thing."""
    same = Counter(("row", one["ref"], one["turn"]) for one in told["row"])
    same += Counter((act, one["code"], one.get("call")) for act in ("called", "served", "ended") for one in told[act])
    return [str(what) for what, often in same.items() if often > 1]


def _numbers_twice(told: Told) -> list[str]:
    of: dict[str, set[str]] = defaultdict(set)
    for one in told["letter"]:
        of[f"number {one['number']}"] |= {one["code"]} if one["number"] else set()
        of[f"signature {one['code']}"] |= {one["sha256"]} - {""}
    for one in told["ticket"]:
        of[f"ticket {one['number']} of {one['on']}"].add(one["code"])
    return [what for what, whose in of.items() if len(whose) > 1]


def _gaps() -> list[str]:
    """Registers whose numbers are not each there once."""
    found = []
    for register in Register.objects.all():
        used = Letter.objects.filter(register=register).values_list("sequence", flat=True)
        reserved = ReservedNumber.objects.filter(register=register, letter=None).values_list("sequence", flat=True)
        if sorted([*used, *reserved]) != list(range(1, register.last + 1)):
            found.append(f"{register}: {register.last} drawn, {len(used)} used, {len(reserved)} reserved")
    return found


def sent_twice(told: Told) -> tuple[list[str], int]:
    """The messages that went out again although the sender wrote down within the lease that they had gone; and how
    often one went out again because he had not. By the fast clock the lease is two seconds: on a busy disk a sender
    may take longer, and the next one takes over his messages as from the dead."""
    in_hand: dict[int, list[str]] = defaultdict(list)
    heard: Counter[str] = Counter()
    for one in sorted(told["accepted"] + told["round"] + told["late"] + told["failed"], key=_at):
        if one["act"] == "accepted":
            in_hand[one["by"]].append(one["reference"])
        elif one["act"] == "round":
            heard.update(in_hand.pop(one["by"], ()))
        else:
            in_hand.pop(one["by"], None)
    all_of = Counter(one["reference"] for one in told["accepted"])
    needless = [reference for reference, often in heard.items() if often > 1]
    return needless, sum(often - 1 for often in all_of.values() if often > 1) - len(needless)


def _at(line: dict[str, Any]) -> float:
    return float(line["at"])


def _audit(at: datetime) -> str:
    """What `silastri audit verify` says, after the seal of the day."""
    anchor.anchor(Act(SYSTEM, at, "job"))
    said = io.StringIO()
    try:
        call_command("audit", "verify", stdout=said)
    except SystemExit as ended:
        return said.getvalue() if ended.code else ""
    return ""
