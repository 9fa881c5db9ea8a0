"""The asking officer and one party: send the question, show its link, take it back, or ask again."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases import operations as cases
from silastri.apps.messages import operations as messages
from silastri.apps.opinions import operations
from silastri.apps.opinions.models import Opinion
from silastri.domain.act import Act
from silastri.domain.kinds import Kind
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.domain.words import wording
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages.opinion import PartnerAsked
from silastri.journey.case import links, tell
from silastri.journey.case.dossier import Dossier
from silastri.journey.frame import consult
from silastri.journey.frame.consult import Asked
from silastri.journey.frame.step import open_step

from . import contacts


class NoLongerWaits(MovedOn):
    """The party has answered, or its question was taken back."""


class ApplicantsOwn(NotFit):
    """Nobody may give an opinion on their own application."""


@transaction.atomic
def send(act: Act, *, ref: str, turn: int, party: str, contact: str) -> Opinion:
    """Queues the question with its link to a number or an address, even if it was sent before.

    Another contact gets another link, so that whoever got it by mistake cannot answer. Raises NotFit, NotOnTheList,
    NoLongerWaits.
    """
    dossier, asked = _waiting(act, ref, turn, party)
    channel, to = _reached(dossier, contact)
    contacts.must_be_listed(act, dossier.case.office_id, party=asked.name, said=asked.party.contact, to=to)
    opinion = asked.opinion
    if opinion.asked_at and opinion.contact != to:
        operations.renew_link(opinion)
    _goes_out(act, dossier, asked, to)
    words = PartnerAsked(
        office=dossier.office.name,
        service=in_messages(dossier.definition.standard),
        ref=ref,
        due=wording.moment(opinion.due_at, dossier.time.zone) if opinion.due_at else "",
    )
    about, case = f"{ref}/pendapat/{opinion.pk}/{act.at.timestamp():.3f}", dossier.case
    messages.queue(
        [tell.made(act, words, about=about, opinion=opinion, case=case.pk, office=case.office_id, channel=channel)]
    )
    log(act, "send_question", ref, party=party)
    return opinion


@transaction.atomic
def show(act: Act, *, ref: str, turn: int, party: str) -> str:
    """The link, for handing over in another way. Beside the answer stands who saw it. Raises NoLongerWaits."""
    dossier, asked = _waiting(act, ref, turn, party)
    _goes_out(act, dossier, asked, "")
    operations.shown(asked.opinion, to=act.by.person)
    log(act, "show_link", ref, party=party)
    return links.to_party(asked.opinion)


@transaction.atomic
def take_back(act: Act, *, ref: str, turn: int, party: str) -> Opinion:
    """Takes the question back, so that it cannot be answered. Raises NoLongerWaits."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.ASK,))
    opinion = _of(dossier, party).opinion
    if opinion.state != Opinion.State.ASKED:
        raise NoLongerWaits("Permintaan ini sudah dijawab atau ditarik.")
    operations.end(opinion, why="Ditarik petugas.", at=act.at)
    log(act, "take_back_question", ref, party=party)
    return opinion


@transaction.atomic
def again(act: Act, *, ref: str, turn: int, party: str, why: str) -> Opinion:
    """Asks again after an answer or after taking back; an earlier answer stays readable. Raises NotFit, MovedOn."""
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.ASK,))
    asked = _of(dossier, party)
    if asked.opinion.state == Opinion.State.ASKED:
        raise NoLongerWaits("Permintaan ini masih menunggu jawaban.")
    if asked.opinion.is_answered and not why.strip():
        raise NotFit("Tulis mengapa diminta lagi.", {"alasan": "Tulis mengapa diminta lagi."})
    if asked.opinion.state == Opinion.State.ANSWERED:
        operations.end(asked.opinion, why="Diminta lagi.", at=act.at)
        cases.forget_answers(dossier.case, dossier.step.key, {party})
    log(act, "ask_again", ref, party=party)
    return consult.ask(act, dossier, dossier.step, asked.party, again=why.strip())


def _of(dossier: Dossier, party: str) -> Asked:
    found = next((one for one in consult.asked_at(dossier) if one.party.key == party), None)
    if found is None:
        raise NotThere("Pihak ini tidak diminta pendapat untuk permohonan ini.")
    return found


def _waiting(act: Act, ref: str, turn: int, party: str) -> tuple[Dossier, Asked]:
    dossier = open_step(act, ref=ref, turn=turn, kinds=(Kind.ASK,))
    asked = _of(dossier, party)
    if asked.opinion.post or asked.opinion.state != Opinion.State.ASKED:
        raise NoLongerWaits("Permintaan ini tidak lagi menunggu jawaban lewat tautan.")
    return dossier, asked


def _goes_out(act: Act, dossier: Dossier, asked: Asked, contact: str) -> None:
    due_at = consult.due(dossier, dossier.step, asked.party, act.at)
    operations.send(asked.opinion, contact=contact, at=act.at, due_at=due_at)


def _reached(dossier: Dossier, contact: str) -> tuple[str, str]:
    """The channel and the address of a contact. Raises NotFit."""
    channel, to = contacts.reached(contact)
    if to == dossier.case.applicant.phone:
        raise ApplicantsOwn("Ini nomor pemohon.", {"kontak": "Ini nomor pemohon. Isi nomor pihak yang dimintai."})
    return channel, to
