"""The data of every page."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from silastri.apps import menu_counts
from silastri.apps.bribes import queries as bribes
from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.domain.act import Act
from silastri.domain.definition.sop import Step
from silastri.domain.definition.standard import Standard
from silastri.domain.kinds import Kind, nature
from silastri.journey.archive import access
from silastri.journey.complaints import access as complaint_access
from silastri.journey.complaints import month_report
from silastri.journey.desk import late_below, undo
from silastri.journey.improvements import access as improvements
from silastri.journey.inbox import desk as talks
from silastri.journey.office import audit, confirm_posting
from silastri.journey.office_reports import report as office_report
from silastri.journey.personal_data import access as data_access
from silastri.journey.queueing import access as queueing
from silastri.journey.watch import all_offices, anomalies

from .gate import key_offer, standing


def site(request: HttpRequest) -> dict[str, Any]:
    desk = getattr(request, "desk", None)
    return {
        "demo": settings.DEMO,
        "bar_office": SimpleLazyObject(lambda: _of_bar(desk)),
        "desk": desk,
        "desk_does": SimpleLazyObject(lambda: _does(desk)) if desk else {},
        "menu_counts": SimpleLazyObject(lambda: _menu_counts(request, desk)) if desk else {},
        "just_done": SimpleLazyObject(lambda: undo.just_done(request.act)) if desk else (),  # type: ignore[attr-defined]
        "idle_seconds": SimpleLazyObject(lambda: standing.idle_seconds(request)),
        "offers_key": SimpleLazyObject(lambda: key_offer.is_open(request)),
        "largest": settings.LARGEST_UPLOAD,
    }


def _menu_counts(request: HttpRequest, desk: Desk) -> dict[str, int]:
    """How many conversations are open, how many notes of colleagues to this officer are new, and how many complaints
    wait for his posts, of which so many are late."""
    act: Act = request.act  # type: ignore[attr-defined]
    is_handler = bool(complaint_access.roles(desk.office).handlers & desk.posts.keys())
    counted = menu_counts.of_desk(desk.office.pk, request.user.pk or 0, desk.posts, is_handler=is_handler, at=act.at)
    return counted._asdict()


def _of_bar(desk: Desk | None) -> dict[str, str] | None:
    """Whose emblem and name stand in the bar: the desk's office, or the only one of this installation."""
    office = desk.office if desk else offices.only_one()
    return {"slug": office.slug, "short": offices.definition(office).short} if office else None


def _does(desk: Desk) -> dict[str, bool]:
    """The parts of the desk's menu that its office needs, by the acts of its services and what these bring about.

    Every version counts: cases run under older ones too.
    """
    found = {"archive": access.keeps(desk) or access.approves(desk), "audit": audit.audits(desk)}
    found["bribes"] = bribes.reads(desk)
    found["personal_data"] = data_access.reads(desk)
    found["anomalies"] = anomalies.sees(desk)
    found["oversees"] = all_offices.oversees(desk)
    found["month_reports"] = month_report.reads(desk)
    found["office_reports"] = office_report.reads(desk)
    found["below"] = bool(late_below.posts_below(desk))
    found["talks"] = desk.manages or bool(talks.counters(desk.office) & desk.posts.keys())
    found["queue"], found["queue_times"] = queueing.keeps(desk), queueing.is_used(desk.office)
    found["plans"] = improvements.plans(desk)
    definitions = catalog.definitions_of(desk.office)
    found["serves"] = bool(definitions)
    found["confirm_posting"] = confirm_posting.may_confirm(desk, definitions)
    for definition in definitions:
        found |= dict.fromkeys(_of_steps(definition.sop.steps, desk.posts), True)
        found |= dict.fromkeys(_of_signing(definition.sop.steps, desk), True)
        found |= dict.fromkeys(_of_standard(definition.standard, desk.posts), True)
    return found


def _of_signing(steps: tuple[Step, ...], desk: Desk) -> Iterator[str]:
    signs = desk.posts | desk.signs_for
    if any(step.kind is Kind.SIGN and step.actor in signs for step in steps):
        yield "signing"


def _of_steps(steps: tuple[Step, ...], posts: dict[str, str]) -> Iterator[str]:
    yield from (nature(step.kind).act for step in steps)
    if steps[0].recorder in posts:
        yield "counter"
    for step in steps:
        yield from (part for part, brings in _OF_STEP.items() if brings(step, posts))


_OF_STEP: dict[str, Callable[[Step, dict[str, str]], Any]] = {
    "asked": lambda step, posts: any(party.post in posts for party in step.parties),
    "registers": lambda step, posts: step.kind is Kind.NUMBER and {step.actor, step.recorder} & set(posts),
    "ask_outside": lambda step, _: any(party.is_outside for party in step.parties),
    "hands_out": lambda step, posts: step.kind is Kind.HAND_OVER and {step.actor, step.recorder} & set(posts),
    "schedule": lambda step, _: step.slots,
    "past_limit": lambda step, posts: {step.actor, step.recorder, step.limit and step.limit.by} & set(posts),
    "uncollected": lambda step, posts: step.uncollected and step.uncollected.by in posts,
}


def _of_standard(standard: Standard, posts: dict[str, str]) -> Iterator[str]:
    if any(duty.post in posts for product in standard.products for duty in product.duties):
        yield "duties"
    if standard.quota and standard.quota.post in posts:
        yield "waiting_list"
