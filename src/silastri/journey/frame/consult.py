"""Others are asked inside a case: who was asked at a step, how far each of them is, and what the control card says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from silastri.apps.cases import operations as cases
from silastri.apps.cases.models import Case
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.apps.opinions import operations, queries
from silastri.apps.opinions.models import Opinion
from silastri.domain import worktime
from silastri.domain.act import Act
from silastri.domain.case import opinion as rules
from silastri.domain.case import step_notes
from silastri.domain.case.opinion import Stance, Word
from silastri.domain.definition.party import Party
from silastri.domain.definition.sop import Step
from silastri.domain.words import wording
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.opinion import DeskAsked
from silastri.journey.case.dossier import Dossier
from silastri.journey.case.links import absolute
from silastri.journey.case.tell import message

_MOVED_ON = "Permohonan sudah dilanjutkan."


@dataclass(frozen=True)
class Asked:
    """A party of the step, with its last question and those before it that were answered."""

    party: Party
    name: str
    opinion: Opinion
    earlier: list[Opinion]
    contact: str  # where the last question was sent, else the contact in the definition

    @property
    def word(self) -> Word:
        found = self.opinion
        answered = found.state == Opinion.State.ANSWERED
        return Word(
            self.party,
            self.name,
            asked_at=found.asked_at,
            due_at=found.due_at,
            answered_at=found.answered_at if answered else None,
            stance=found.stance if answered else "",
            ended=found.state == Opinion.State.ENDED,
        )


def begin(act: Act, dossier: Dossier, step: Step) -> None:
    """The case arrives: all parties that it concerns are asked at the same time. Raises ConditionFailed.

    An earlier answer still counts until the party is asked again. A party that said no is asked again now.
    """
    case, facts = dossier.case, dossier.work_out_facts()
    last = queries.now_at(case, step.key)
    to_ask = []
    for party in step.parties:
        before, concerned = last.get(party.key), party.when is None or party.when.holds(facts)
        if before is not None and before.state == Opinion.State.ANSWERED:
            if concerned and before.stance != Stance.AGAINST:
                continue
            operations.end(before, why="Permohonan datang lagi.", at=act.at)
        if concerned:
            to_ask.append(party)
    gone = {party.key for party in step.parties} & step_notes.answers(case.notes, step.key).keys()
    stands = {key for key, found in last.items() if found.state == Opinion.State.ANSWERED}
    if gone - stands:
        cases.forget_answers(case, step.key, gone - stands)
    for party in to_ask:
        ask(act, dossier, step, party)


def ask(act: Act, dossier: Dossier, step: Step, party: Party, *, again: str = "") -> Opinion:
    """Asks one question. A post of the office is told at once, a party outside when the officer sends the question."""
    case = dossier.case
    opinion = operations.ask(case, step=step.key, party=party.key, post=party.post or "", at=act.at, again=again)
    if party.post:
        operations.send(opinion, contact="", at=act.at, due_at=due(dossier, step, party, act.at))
        _tell_holders(act, dossier, party.post, opinion)
    return opinion


def due(dossier: Dossier, step: Step, party: Party, at: datetime) -> datetime | None:
    """The party's own limit, or the step's; None where the office has set neither."""
    time = party.time or step.time
    return worktime.due(dossier.time, at, time).at if time and time.is_said else None


def _tell_holders(act: Act, dossier: Dossier, post: str, opinion: Opinion) -> None:
    case = dossier.case
    words = DeskAsked(
        service=in_messages(dossier.definition.standard),
        ref=case.ref,
        due=wording.moment(opinion.due_at, dossier.time.zone) if opinion.due_at else "",
        link=absolute("desk_opinion", str(opinion.pk)),
    )
    holders = [person for person in offices.holders(case.office, post, dossier.time.day(act.at)) if person.phone]
    messages.queue([message(act, case, one, words, what=f"/pendapat/{opinion.pk}") for one in holders])


def close(case: Case, *, at: datetime) -> None:
    """Ends open questions when the case goes on or ends."""
    operations.end_unanswered(case, why=_MOVED_ON, at=at)


def asked_at(dossier: Dossier, step: Step | None = None) -> list[Asked]:
    """The parties that the step concerns, in the order of the definition."""
    step = step or dossier.step
    found: dict[str, list[Opinion]] = {}
    for opinion in queries.of_case(dossier.case):
        if opinion.step == step.key:
            found.setdefault(opinion.party, []).append(opinion)
    return [
        Asked(
            party,
            rules.title(party, dossier.office),
            found[party.key][-1],
            [one for one in found[party.key][:-1] if one.is_answered],
            next((one.contact for one in reversed(found[party.key]) if one.contact), party.contact),
        )
        for party in step.parties
        if party.key in found and not (step.key == dossier.case.step and _is_past(found[party.key][-1], dossier))
    ]


def _is_past(opinion: Opinion, dossier: Dossier) -> bool:
    """Whether the question belongs to an earlier round and does not concern the case any more."""
    since, ended = dossier.case.arrived_at, opinion.ended_at
    return ended is not None and since is not None and opinion.made_at < since and ended <= since


def waiting_for(dossier: Dossier) -> list[Asked]:
    """The parties that have not answered yet."""
    return [one for one in asked_at(dossier) if one.opinion.state == Opinion.State.ASKED]


def told(dossier: Dossier, asked: Sequence[Asked]) -> str:
    """For the control card: who was asked, and who answered when; never the answer itself."""
    words = "; ".join(_told(dossier, asked)) or "tidak ada"
    return f"Dimintai pendapat: {words.rstrip('.')}."


def _told(dossier: Dossier, asked: Sequence[Asked]) -> Iterator[str]:
    for one in asked:
        given = [o for o in (*one.earlier, one.opinion) if o.answered_at]
        when = [f"{dossier.time.local(o.answered_at):%d-%m-%Y %H.%M} oleh {o.by}" for o in given if o.answered_at]
        unanswered = "tidak menjawab" if one.opinion.asked_at else "tidak sempat diminta"
        parts = [f"dijawab {moment}" for moment in when]
        parts += [] if one.opinion.is_answered else [unanswered]
        yield f"{one.name} {', '.join(parts)}"
