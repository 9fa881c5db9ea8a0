"""Keeps what is judged, answered, granted, heard and signed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from silastri.apps.accounts.models import Person
from silastri.apps.offices.models import Office
from silastri.domain.appraisals.peers import Asked

from .models import (
    Appraisal,
    Commitment,
    EthicsCase,
    EthicsText,
    PeerAnswer,
    PeerInvitation,
    PeerResult,
    PeerRound,
    Reward,
)


def begin(**what: Any) -> Appraisal:
    return Appraisal.objects.create(**what)


def change(row: Appraisal | PeerRound | Reward | EthicsCase, **what: Any) -> None:
    """Sets these columns and saves them alone."""
    for name, value in what.items():
        setattr(row, name, value)
    row.save(update_fields=list(what))


def open_round(asked: Iterable[Asked], **what: Any) -> PeerRound:
    made = PeerRound.objects.create(**what)
    rows = (
        PeerInvitation(round=made, rater_id=one.rater, about_id=one.about, group=one.group, is_superior=one.is_superior)
        for one in asked
    )
    PeerInvitation.objects.bulk_create(rows, batch_size=200)
    return made


def use(invitation: PeerInvitation) -> bool:
    """Whether it was still open; of two at once only one uses it."""
    return bool(PeerInvitation.objects.filter(pk=invitation.pk, is_used=False).update(is_used=True))


def take_in(invitation: PeerInvitation, said: dict[str, Any]) -> None:
    """Keeps the answer without its author."""
    PeerAnswer.objects.create(
        round_id=invitation.round_id, about_id=invitation.about_id, group=invitation.group, said=said
    )


def close_round(found: PeerRound, results: Iterable[PeerResult], on: date) -> None:
    """Keeps the results, and removes answers and invitations for good."""
    PeerResult.objects.bulk_create(results, batch_size=200)
    PeerAnswer.objects.filter(round=found).delete()
    PeerInvitation.objects.filter(round=found).delete()
    change(found, state=PeerRound.State.CLOSED, closed_on=on)


def propose_reward(**what: Any) -> Reward:
    return Reward.objects.create(**what)


def report(**what: Any) -> EthicsCase:
    return EthicsCase.objects.create(**what)


def sign(
    office: Office, person: Person, *, digest: str, ethics: list[str], integrity: list[str], title: str, at: datetime,
    on: date,
) -> Commitment:  # fmt: skip
    """Signing twice on a day is signing once."""
    text, _ = EthicsText.objects.get_or_create(
        office=office, digest=digest, defaults={"ethics": ethics, "integrity": integrity}
    )
    made, _ = Commitment.objects.get_or_create(
        text=text, person=person, on=on, defaults={"at": at, "name": person.name, "title": title}
    )
    return made
