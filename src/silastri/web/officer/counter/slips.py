"""Slips that wait for people at the counter: looked for, printed, printed once more."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect, render

from silastri.apps.accounts.models import Person
from silastri.apps.catalog import queries as catalog
from silastri.apps.messages.models import Message
from silastri.domain.definition.sop import Sop
from silastri.domain.kinds import Kind
from silastri.domain.refusal import NotYours
from silastri.domain.visible import seen
from silastri.journey.desk import slips as journey
from silastri.journey.papers.slip import gist
from silastri.web.forms import whole
from silastri.web.guard import DeskRequest, officer
from silastri.web.pdf import pdf


@dataclass(frozen=True)
class Waits:
    """What waits for one person, or was printed for him."""

    person: Person | None
    slips: list[tuple[Message, str]]  # each with the first line of what it says

    @property
    def numbers(self) -> str:
        return ",".join(str(slip.pk) for slip, _ in self.slips)


def _services(request: DeskRequest) -> frozenset[int]:
    """Those whose applicants the officer meets. Raises NotYours where there are none."""
    versions = catalog.services_of_versions(request.desk.office).items()
    found = frozenset(pk for version, pk in versions if _meets(catalog.definition(version).sop, request.desk.posts))
    if not found:
        raise NotYours("Slip dicetak oleh petugas loket.")
    return found


def _meets(sop: Sop, posts: dict[str, str]) -> bool:
    """Whether one of the posts records what applicants bring, or gives letters out."""
    gives = {post for step in sop.steps if step.kind is Kind.HAND_OVER for post in (step.actor, step.recorder)}
    return bool({sop.steps[0].recorder, *gives} & posts.keys())


@officer
def slips(request: DeskRequest) -> HttpResponse:
    """What is looked for is sent by POST, so that no address holds it."""
    services, looked_for = _services(request), seen(request.POST.get("cari", ""))[:100]
    words = looked_for.casefold().split()
    page = {
        "looked_for": looked_for,
        "waiting": _by_person(_with(words, journey.waiting(request.act, services))),
        "printed": _by_person(_with(words, journey.printed(request.act, services))),
        "days": journey.PRINTED_AGAIN.days,
    }
    return render(request, "officer/counter/slips.html", page)


def _with(words: list[str], found: list[Message]) -> list[Message]:
    def has(message: Message) -> bool:
        shown = f"{message.person.name if message.person else ''} {message.case.ref if message.case else ''}".casefold()
        return all(word in shown for word in words)

    return [message for message in found if has(message)]


def _by_person(found: Iterable[Message]) -> list[Waits]:
    """By name; of each person the newest first."""
    by_name = sorted(found, key=lambda one: (one.person.name.casefold() if one.person else "", one.person_id or 0))
    groups = (list(group) for _, group in groupby(by_name, key=lambda one: one.person_id))
    return [Waits(group[0].person, [(one, gist(one)) for one in group]) for group in groups]


@officer
def print_slips(request: DeskRequest) -> HttpResponse:
    """``slip`` are those that were picked; ``orang`` are all of one person, by their numbers with commas between."""
    services = _services(request)
    if request.method != "POST":
        return redirect("slips")
    typed = request.POST.get("orang", "").split(",") if "orang" in request.POST else request.POST.getlist("slip")
    picked = {number for number in map(whole, typed[:500]) if number > 0}
    return pdf(journey.print_slips(request.act, services, picked), "slip")
