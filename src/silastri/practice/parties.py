"""The parties of a practice case: what they answer, and how they are asked."""

from datetime import datetime
from typing import Protocol

from silastri.apps.cases.models import Case
from silastri.apps.offices import queries as offices
from silastri.apps.opinions import operations
from silastri.apps.opinions import queries as opinions
from silastri.domain.act import Act, Actor
from silastri.domain.case.opinion import STANCES
from silastri.domain.definition.party import Party
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame import consult
from silastri.journey.opinions import answer, ask_party, contacts
from silastri.journey.opinions.answer import Given

from . import sample

CONTACT = "0812 0000 0555"
NAME, POST = "Petugas Mitra Contoh", "Kepala Seksi"


class _Officers(Protocol):
    def by_post(self, post: str) -> Act: ...


def given(party: Party, at: datetime, *, stance: str = "", note: str = "") -> Given:
    """A possible answer of the party; it agrees, unless told otherwise."""
    stance = stance or next(iter(STANCES[party.gives]), "")
    return Given(
        stance=str(stance),
        note=note,
        filled=sample.typed(party.form),
        upload=sample.scan("Surat pendapat", at) if party.needs_file else b"",
        upload_name="surat-pendapat.pdf",
        name=NAME if party.is_outside else "",
        post=POST if party.is_outside else "",
    )


def know(case: Case, party: str, at: datetime) -> None:
    """Puts the contact of the practice party on the list, as an officer other than the asker does."""
    askers = offices.holders(case.office, dossier_of(case).step.actor, offices.today(case.office, at))
    others = offices.officers(case.office) - {asker.pk for asker in askers}
    _, to = contacts.reached(CONTACT)
    operations.add_contact(case.office_id, party=party, contact=to, by=min(others), at=at)


def all_answer(officers: _Officers, act: Act, case: Case) -> None:
    """Lets every party answer that the step asked, by the same acts as real people."""
    for asked in consult.waiting_for(dossier_of(case)):
        if asked.opinion.post:
            answer.at_desk(officers.by_post(asked.opinion.post), pk=asked.opinion.pk, given=given(asked.party, act.at))
            continue
        know(case, asked.name, act.at)
        found = ask_party.send(act, ref=case.ref, turn=case.turn, party=asked.party.key, contact=CONTACT)
        stranger = Act(Actor(None, "Tamu"), act.at, "web")
        answer.by_link(stranger, token=opinions.link(found), given=given(asked.party, act.at))
