"""Asks, takes answers, and ends questions. Each function needs the transaction of the act that calls it."""

import secrets
from datetime import datetime
from typing import Any

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.documents.models import StoredFile

from .models import Opinion, PartnerContact
from .queries import link, link_hash


def ask(case: Case, *, step: str, party: str, post: str, at: datetime, again: str = "") -> Opinion:
    """Adds a question to a party. A question to a post counts as sent; another one is sent by ``send``."""
    opinion = Opinion(case=case, office_id=case.office_id, step=step, party=party, post=post)
    opinion.made_at, opinion.again = at, again
    if not post:
        opinion.salt = secrets.token_hex(16)
        opinion.link_hash = link_hash(link(opinion))
    opinion.save()
    return opinion


def add_contact(office_id: int, *, party: str, contact: str, by: int, at: datetime) -> PartnerContact:
    """A contact that stands already stays as it is."""
    found, _ = PartnerContact.objects.get_or_create(
        office_id=office_id, party=party, contact=contact, defaults={"added_by_id": by, "added_at": at}
    )
    return found


def shown(opinion: Opinion, *, to: int | None) -> None:
    """The link was shown to an officer."""
    opinion.shown_to_id = to
    opinion.save(update_fields=["shown_to"])


def send(opinion: Opinion, *, contact: str, at: datetime, due_at: datetime | None) -> None:
    """Records that the question was sent; its time counts from the first sending."""
    opinion.contact = contact or opinion.contact
    if opinion.asked_at is None:
        opinion.asked_at, opinion.due_at = at, due_at
    opinion.save(update_fields=["contact", "asked_at", "due_at"])


def renew_link(opinion: Opinion) -> None:
    """Makes a new link; the old one leads nowhere any more."""
    opinion.salt = secrets.token_hex(16)
    opinion.link_hash = link_hash(link(opinion))
    opinion.save(update_fields=["salt", "link_hash"])


def answer(
    opinion: Opinion,
    *,
    by: str,
    by_post: str,
    person: Person | None,
    stance: str,
    said: dict[str, Any],
    file: StoredFile | None,
    at: datetime,
) -> bool:
    """Stores the answer, once: a conditional update, so that of two clicks only one answers."""
    opinion.by, opinion.by_post, opinion.person = by, by_post, person
    opinion.stance, opinion.said, opinion.file = stance, said, file
    opinion.answered_at, opinion.state = at, Opinion.State.ANSWERED
    kept = ("by", "by_post", "person", "stance", "said", "file", "answered_at", "state")
    waiting = Opinion.objects.filter(pk=opinion.pk, state=Opinion.State.ASKED)
    sealed = opinion._meta.get_field("said").pre_save(opinion, add=False)
    return bool(waiting.update(**{name: getattr(opinion, name) for name in kept} | {"said": sealed}))


def end(opinion: Opinion, *, why: str, at: datetime) -> None:
    """Ends the question: it cannot be answered, and its link leads nowhere."""
    opinion.state, opinion.ended_at, opinion.why_ended = Opinion.State.ENDED, at, why
    opinion.save(update_fields=["state", "ended_at", "why_ended"])


def end_unanswered(case: Case, *, why: str, at: datetime) -> None:
    """Ends all unanswered questions of a case that goes on."""
    Opinion.objects.filter(case=case, state=Opinion.State.ASKED).update(
        state=Opinion.State.ENDED, ended_at=at, why_ended=why
    )
