"""Asking others, answering and concluding, as their people do."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from silastri.apps.cases.models import Case
from silastri.apps.opinions import operations, queries
from silastri.apps.opinions.models import Opinion
from silastri.domain.act import Act, Actor
from silastri.domain.case.workflow import ONWARD
from silastri.domain.refusal import NotFit
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame import consult
from silastri.journey.opinions import answer, ask_party, contacts
from silastri.journey.opinions.answer import Given
from silastri.journey.steps import ask
from silastri.practice import parties
from tests.builders import MONDAY, Town

STEP = "kajian_bersama"
NOON = MONDAY + timedelta(hours=4)
STRANGER = Actor(None, "Tamu")


def asked(case: Case, party: str) -> Opinion:
    return queries.now_at(case, case.step)[party]


def listed(case: Case, party: str, contact: str) -> None:
    """Some manager put the contact on the list, if it can be one."""
    name = next(one.name for one in consult.asked_at(dossier_of(case)) if one.party.key == party)
    with suppress(NotFit):
        _, to = contacts.reached(contact)
        operations.add_contact(case.office_id, party=name, contact=to, by=case.applicant_id, at=NOON)


def sent(town: Town, case: Case, party: str, *, at: datetime = NOON, contact: str = parties.CONTACT) -> str:
    """The secret part of the link that went out."""
    listed(case, party, contact)
    found = ask_party.send(town.act("back_office", at), ref=case.ref, turn=case.turn, party=party, contact=contact)
    return queries.link(found)


def says(town: Town, case: Case, party: str, stance: str = "setuju", *, at: datetime = NOON, **given: Any) -> Opinion:
    """The party answers as it is asked."""
    opinion = asked(case, party)
    found = next(p for p in dossier_of(case).step.parties if p.key == party)
    base = parties.given(found, at, note="Menurut pengamatan kami.").__dict__
    whole = Given(**{**base, "stance": "" if found.gives == "fakta" else stance, **given})
    if opinion.post:
        return answer.at_desk(town.act(opinion.post, at), pk=opinion.pk, given=whole)
    return answer.by_link(Act(STRANGER, at, "web"), token=sent(town, case, party, at=at), given=whole)


def concludes(town: Town, case: Case, outcome: str = ONWARD, *, at: datetime = NOON, **more: Any) -> Case:
    about = {"note": "Dapat dilanjutkan.", **more}
    return ask.ask(town.act("back_office", at), ref=case.ref, turn=case.turn, outcome=outcome, **about)
