"""Queues messages and records what became of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Case as Choose
from django.db.models import DateTimeField, F, QuerySet, Value, When
from django.db.models.functions import Coalesce

from silastri.apps.cases.models import Case
from silastri.apps.offices.models import Office
from silastri.apps.statements.made import Change, Slot, insert
from silastri.apps.wordings import queries as wordings
from silastri.domain.outbox import retry
from silastri.domain.words.messages import table

from .models import FORGOTTEN, Message

State = Message.State
_TOLD = ("news", "progress", "news_for_another")
_OF_A_TURN = (*_TOLD, "arrived", "sent_back")


def queue(messages: Sequence[Message]) -> None:
    """Queues messages; one about the same event for the same person is not queued twice.

    Here each gets the text of its office. Who makes a message mostly has its office and case at hand, and then this
    costs a statement only after the office has changed something.
    """
    _in_the_offices_words(messages)
    insert(messages, once=True)


def _in_the_offices_words(messages: Sequence[Message]) -> None:
    theirs = [one for one in messages if one.office_id and not one.instead_of_id and table.is_of_office(one.template)]
    if not theirs:
        return
    known = {one.office.pk: one.office for one in theirs if Message.office.is_cached(one) and one.office}
    known |= Office.objects.in_bulk({one.office_id for one in theirs} - known.keys())
    with_own = [one for one in theirs if one.office_id and wordings.in_use(known[one.office_id])]
    cases = {one.case.pk: one.case.service_id for one in with_own if Message.case.is_cached(one) and one.case}
    if unknown := {one.case_id for one in with_own if one.case_id} - cases.keys():
        cases |= dict(Case.objects.filter(pk__in=unknown).values_list("pk", "service_id"))
    for one in with_own:
        service = cases[one.case_id] if one.case_id else None
        one.wording_id = wordings.chosen(known[one.office_id or 0], service, one.template)


def say_as(message: Message, wording: int | None) -> None:
    """It goes out in other words than those it was queued with: it keeps those that its receiver reads."""
    message.wording_id = wording
    Message.objects.filter(pk=message.pk).update(wording=wording)


def drop(case: Case, what: str) -> None:
    """Removes unsent messages about a case that has moved on."""
    _remove(Message.objects.filter(case=case, about__endswith=what, state=State.QUEUED))


def _remove(unsent: QuerySet[Message]) -> None:
    """One that is to go again, and has gone another way since, is named by the message of that way: it stays."""
    unsent.filter(followed_by__isnull=False).update(state=State.MERGED, error="Urusannya sudah berlanjut.")
    unsent.delete()


def send_held(case: Case, at: datetime) -> None:
    """Lets go now what was held back of earlier turns of the case: it is not undone any more."""
    _let_go(case.pk, at)


def _held(case: Slot, at: Slot) -> tuple[QuerySet[Message], Mapping[str, Slot]]:
    held = Message.objects.filter(case=case, template__in=_TOLD, state=State.QUEUED, due_at__gt=at, attempts=0)
    return held, {"due_at": at}


_let_go = Change(_held, Slot(0), Slot(1, DateTimeField()))


def take_back(case: Case) -> bool:
    """Removes what was queued for the last turn of the case; False where the applicant was told meanwhile."""
    of_turn = Message.objects.filter(case=case, about__startswith=f"{case.ref}/{case.turn}/")
    _remove(of_turn.filter(template__in=_OF_A_TURN, state=State.QUEUED))
    return not of_turn.filter(person=case.applicant_id, template__in=_TOLD).exists()


def drop_but_last(case: Case, template: str) -> None:
    """Removes the unsent messages of one kind that are about an earlier turn of the case than its present one."""
    found = Message.objects.filter(case=case, template=template, state=State.QUEUED)
    _remove(found.exclude(about__startswith=f"{case.ref}/{case.turn}/"))


def sent(message: Message, *, provider_id: str, at: datetime) -> None:
    """The provider took it. What it told of the message in the meantime stays."""
    Message.objects.filter(pk=message.pk).update(
        state=Choose(When(state=State.SENDING, then=Value(State.SENT)), default=F("state")),
        sent_at=Coalesce("sent_at", Value(at)),
        provider_id=provider_id,
        error="",
        code="",
    )


def postpone(message: Message, until: datetime) -> None:
    """It was not tried, and waits until then."""
    mine = Message.objects.filter(pk=message.pk, state=State.SENDING)
    mine.update(state=State.QUEUED, due_at=until, attempts=F("attempts") - 1)


def not_sent(
    message: Message,
    *,
    error: str,
    at: datetime,
    chance: float = 0,
    code: str = "",
    for_good: bool = False,
    answer_lost: bool = False,
    after: timedelta = timedelta(),
) -> bool:
    """Tries again later, with twice the delay each time; True when it does not. After the last try, or ``for_good``,
    the message counts as failed, or as unknown where an answer of the provider was lost."""
    lost = answer_lost or message.answer_lost
    gives_up = for_good or message.attempts >= retry.MOST_ATTEMPTS
    ends_as = State.UNKNOWN if lost and not for_good else State.FAILED
    changed = Message.objects.filter(pk=message.pk, state=State.SENDING).update(
        state=ends_as if gives_up else State.QUEUED,
        due_at=at + retry.wait(message.attempts, chance, after),
        error=error[:300],
        code=code[:40],
        answer_lost=lost,
    )
    return bool(gives_up and changed)


_ORDER = [State.QUEUED, State.SENDING, State.UNKNOWN, State.SENT, State.DELIVERED, State.READ]


def heard(message: Message, what: str, *, at: datetime, provider_id: str = "", price_class: str = "") -> bool:
    """The provider says that the message got so far; True when that is more than was known.

    A message that was read was delivered, whether or not that was told. What was sent is not sent again.
    """
    known = Message.objects.filter(pk=message.pk)
    facts = {"sent_at": Coalesce("sent_at", Value(at)), "error": "", "code": ""}
    if what != State.SENT:
        facts["delivered_at"] = Coalesce("delivered_at", Value(at))
    if what == State.READ:
        facts["read_at"] = Coalesce("read_at", Value(at))
    if provider_id:
        known.filter(provider_id="").update(provider_id=provider_id)
    if price_class:
        known.update(price_class=price_class)
    before = _ORDER[: _ORDER.index(State(what))]
    return bool(known.filter(state__in=before).update(state=what, **facts))


def was_refused(message: Message, *, error: str, code: str, at: datetime, for_good: bool) -> bool:
    """The provider took it, and tells later that it did not arrive; True when it is not tried again by this channel.
    One that arrived is not taken back."""
    taken = Message.objects.filter(pk=message.pk, state__in=[State.SENDING, State.SENT])
    gives_up = for_good or message.attempts >= retry.MOST_ATTEMPTS
    changed = taken.update(
        state=State.FAILED if gives_up else State.QUEUED,
        due_at=at + retry.wait(message.attempts, 0),
        error=error[:300],
        code=code[:40],
        provider_id=F("provider_id") if gives_up else "",
    )
    return bool(gives_up and changed)


def replace(message: Message, *, why: str) -> None:
    """It is not sent, because it is not needed any more or goes another way."""
    Message.objects.filter(pk=message.pk, state__in=[State.QUEUED, State.SENDING]).update(
        state=State.MERGED, error=why[:300]
    )


def merge(found: Sequence[Message], *, why: str) -> None:
    """They are part of another message, and not sent by themselves."""
    waiting = Message.objects.filter(pk__in=[one.pk for one in found], state=State.QUEUED)
    waiting.update(state=State.MERGED, error=why[:300])


def give_up(message: Message, *, why: str) -> None:
    """There is no way by which it could go."""
    Message.objects.filter(pk=message.pk, state=State.QUEUED).update(state=State.FAILED, error=why[:300])


def try_again(office_id: int, pk: int, *, at: datetime) -> bool:
    """An officer sends a failed message again; this is always possible."""
    found = Message.objects.filter(office_id=office_id, pk=pk, values__isnull=False)
    return bool(
        found.filter(state__in=[State.FAILED, State.UNKNOWN]).update(
            state=State.QUEUED, attempts=0, due_at=at, answer_lost=False, error="", code=""
        )
    )


def try_all_again(office_id: int, *, at: datetime) -> int:
    """All that failed and went no other way; how many."""
    found = Message.objects.filter(office_id=office_id, values__isnull=False, followed_by=None)
    return found.filter(state__in=[State.FAILED, State.UNKNOWN]).update(
        state=State.QUEUED, attempts=0, due_at=at, answer_lost=False, error="", code=""
    )


def forget(templates: Collection[str], *, before: datetime) -> int:
    """Removes what those messages said, if they were queued before then; how many there were. One that was not sent by
    then is not sent any more."""
    old = Message.objects.filter(template__in=list(templates), values__isnull=False, queued_at__lt=before)
    old = old.exclude(state=State.SENDING)
    old.filter(state=State.QUEUED).update(state=State.FAILED, error=FORGOTTEN)
    return old.update(values=None)
