"""Queues the messages about a case that moves: one to the applicant, one to each holder of the next post."""

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.messages import operations as messages
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.opinions.models import Opinion
from silastri.domain.act import Act
from silastri.domain.case import undo
from silastri.domain.case.workflow import ONWARD, State
from silastri.domain.definition.definition import Definition
from silastri.domain.definition.exits import Lead
from silastri.domain.definition.office import Office
from silastri.domain.definition.sop import Step
from silastri.domain.kinds import Kind, nature
from silastri.domain.words import wording
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages import table
from silastri.domain.words.messages.case import Arrived, Invited, News, Progress, SentBack
from silastri.domain.words.messages.template import Purpose, Template

from . import invite, reach
from .links import absolute


def moved(
    act: Act,
    case: Case,
    *,
    definition: Definition,
    office: Office,
    kind: Kind,
    outcome: str,
    may_be_undone: bool = False,
) -> None:
    """Queues the messages after the case was recorded: two statements for any number of messages. What the officer may
    still undo is told to the applicant afterwards."""
    queued = []
    words = _to_applicant(case, definition, office, kind, outcome)
    if reach.is_told(case.applicant, words) and not _stood_there(act, case, kind):
        news = message(act, case, case.applicant, words, channel=_channel(case, definition))
        news.due_at = act.at + undo.WITHIN if may_be_undone else act.at
        queued.append(news)
    if case.state == State.DONE and invite.is_offered(case):
        queued += _invitation(act, case, definition)
    returned = outcome.partition(":")[0] == Lead.BACK
    queued += to_officers(act, case, definition, office, returned=returned)
    if queued:
        messages.queue(queued)


def _invitation(act: Act, case: Case, definition: Definition) -> list[Message]:
    """The link to the survey, after the letter. Who is asked before it finds it on his page and at the counter."""
    words = Invited(service=in_messages(definition.standard), ref=case.ref, link=invite.address(case, "wa"))
    if not reach.is_told(case.applicant, words):
        return []
    return [message(act, case, case.applicant, words, channel=definition.standard.news.each_step, what="/survei")]


def _stood_there(act: Act, case: Case, kind: Kind) -> bool:
    """Whether somebody without a telephone was just handed what says the same: his receipt, or the letter."""
    at_counter = kind is Kind.HAND_OVER or (kind is Kind.SUBMIT and act.via == "counter")
    return at_counter and not case.applicant.phone


def to_officers(
    act: Act, case: Case, definition: Definition, office: Office, *, returned: bool = False
) -> list[Message]:
    """The messages to the holders of the post that must act next, and of the post that may record the step for it."""
    if case.state != State.RUNNING:
        return []
    signs = definition.sop.step(case.step).kind is Kind.SIGN
    holders = [
        holder
        for post in filter(None, (case.post, case.recorder))
        for holder in offices.holders(case.office, post, offices.today(case.office, act.at), to_sign=signs)
    ]
    words = _to_officer(case, definition, office, returned=returned)
    return [message(act, case, holder, words) for holder in dict.fromkeys(holders) if holder.phone]


def _channel(case: Case, definition: Definition) -> str:
    """The channel of the message to the applicant: some offices tell by SMS that the letter is ready."""
    news = definition.standard.news
    is_ready = bool(case.step) and definition.sop.step(case.step).kind is Kind.HAND_OVER
    return news.ready if is_ready else news.each_step


def message(
    act: Act, case: Case, person: Person, words: Template, *, channel: str = "whatsapp", what: str = ""
) -> Message:
    """``what`` tells apart several messages of one turn."""
    about = f"{case.ref}/{case.turn}/{person.pk}{what}"
    told = made(act, words, about=about, person=person, case=case.pk, office=case.office_id, channel=channel)
    told.case, told.office, told.turn = case, case.office, case.turn
    return told


def made(
    act: Act,
    words: Template,
    *,
    about: str,
    person: Person | None = None,
    to: str = "",
    case: int | None = None,
    office: int | None = None,
    channel: str = "whatsapp",
    opinion: Opinion | None = None,
) -> Message:
    """The one place where a message is made; it goes to the person, to the contact of the ``opinion``, or to a number
    that has no account yet. Who has no telephone is told by another way what he must know."""
    receiver = reach.Receiver(channel, to or (person.phone if person else opinion and opinion.contact) or "")
    if person and not receiver.to and words.purpose is Purpose.NEEDED:
        receiver = reach.without_phone(person)
        words = reach.in_his_place(words) if receiver.whose else words
    return Message(
        channel=receiver.channel,
        office_id=office,
        case_id=case,
        person=person,
        to=receiver.to,
        template=words.key,
        values=table.values(words),
        rank=tuple(Purpose).index(words.purpose),
        opinion=opinion,
        about=about,
        queued_at=act.at,
        due_at=act.at,
    )


def _to_applicant(case: Case, definition: Definition, office: Office, kind: Kind, outcome: str) -> News:
    awaited = case.state == State.RUNNING and definition.sop.step(case.step).slots
    link = absolute("my_slots" if awaited else "my_case", case.ref)
    what, then = _what_and_then(case, definition, office, kind, outcome)
    told = Progress if outcome == ONWARD and _only_goes_on(case, definition, kind) else News
    return told(what=what, service=in_messages(definition.standard), ref=case.ref, then=then, link=link)


def _only_goes_on(case: Case, definition: Definition, kind: Kind) -> bool:
    """Whether the applicant has nothing to do next, and nothing was decided."""
    if case.state != State.RUNNING or kind is Kind.SUBMIT:
        return False
    step = definition.sop.step(case.step)
    return not step.slots and step.kind not in (Kind.PAY, Kind.RESPOND, Kind.HAND_OVER)


def _what_and_then(case: Case, definition: Definition, office: Office, kind: Kind, outcome: str) -> tuple[str, str]:
    if outcome == Lead.LAPSE:
        return "Mohon maaf, permohonan Anda gugur", "Batas waktunya sudah lewat. Anda dapat mengajukan lagi."
    if case.corrects and case.state == State.WITHDRAWN:
        return "Perbaikan surat Anda dibatalkan", "Surat yang lama tetap berlaku."
    if case.state in _BY_STATE:
        return _BY_STATE[State(case.state)]
    told = (
        "Blanko surat sudah dicetak" if kind is Kind.PRINT and _still_to_sign(case, definition) else nature(kind).told
    )
    if case.state == State.DONE:
        return told, "Terima kasih sudah memakai layanan kami."
    step = definition.sop.step(case.step)
    if outcome != ONWARD and step.kind is Kind.RESPOND:
        return "Ada yang perlu Anda perbaiki", f"{_then(case, step, office, kind)} Alasannya ada di sana."
    if outcome != ONWARD:
        return "Permohonan Anda diperiksa lagi", f"Sekarang: {step.name}."
    return told, _then(case, step, office, kind)


def _still_to_sign(case: Case, definition: Definition) -> bool:
    ahead = definition.sop.steps[definition.sop.position(case.step) :] if case.step else ()
    return any(step.kind is Kind.SIGN for step in ahead)


_BY_STATE = {
    State.REFUSED: ("Mohon maaf, permohonan Anda ditolak", "Alasannya dapat Anda baca di halaman permohonan."),
    State.REFERRED: ("Permohonan Anda dialihkan", "Ke mana, dapat Anda baca di halaman permohonan."),
    State.WITHDRAWN: ("Permohonan Anda sudah dibatalkan", ""),
    State.WAITING: (
        "Permohonan Anda masuk daftar tunggu",
        "Kuota sedang penuh. Waktu layanan berjalan setelah ada tempat.",
    ),
    State.RETURNED: ("Permohonan Anda perlu diperbaiki", "Waktu layanan berhenti sampai Anda mengirim lagi."),
}


_ASKED_BEFORE = "Kami juga minta pendapat Anda tentang layanan ini, tanpa nama: ada di halaman permohonan."


def _then(case: Case, step: Step, office: Office, kind: Kind) -> str:
    """What comes next, and what the applicant has to do for it."""
    if step.kind is Kind.PAY:
        return "Sekarang giliran Anda: bayar sesuai tagihan di halaman permohonan."
    if step.kind is Kind.RESPOND:
        return f"Sekarang giliran Anda: {step.name}. Buka halaman permohonan."
    choose = " Pilih jadwal Anda di halaman permohonan atau di loket." if step.slots else ""
    if kind is Kind.SUBMIT and case.promise_due_at:
        due = wording.due(case.promise_due_at, offices.working_time(case.office))
        return f"Paling lambat selesai: {due}.{choose}"
    if step.kind is Kind.HAND_OVER:
        opinion = f" {_ASKED_BEFORE}" if invite.is_offered(case) else ""
        return f"Ambil di {office.short} dengan membawa KTP atau tanda terima.{opinion}{choose}"
    return f"Sekarang: {step.name}.{choose}"


def _to_officer(case: Case, definition: Definition, office: Office, *, returned: bool) -> Arrived:
    step, post = definition.sop.step(case.step), office.post(case.post)
    zone = offices.working_time(case.office).zone
    return (SentBack if returned else Arrived)(
        post=post.title if post else case.post,
        step=step.name,
        service=in_messages(definition.standard),
        ref=case.ref,
        due=wording.moment(case.due_at, zone) if case.due_at else "",
        link=absolute("desk_case", case.ref),
    )
