"""What the machine answers by itself: a table of answerers, of which the first that fits is heard."""

from collections.abc import Callable
from dataclasses import dataclass

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.conversations import operations as conversations
from silastri.apps.conversations.models import Sender
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.inbox import hours
from silastri.domain.inbox.words import Meaning, Wish
from silastri.domain.words.called import in_messages
from silastri.domain.words.messages import conversation as words
from silastri.domain.words.messages.template import Template
from silastri.domain.words.whereabouts import said
from silastri.journey.apply import prove_number
from silastri.journey.case import invite
from silastri.journey.case.links import absolute
from silastri.journey.desk.where import where


@dataclass(frozen=True)
class Heard:
    """What somebody wrote, who it is, and whom it is for. ``case`` is the one whose number stands in the text."""

    sender: Sender
    text: str
    meaning: Meaning
    office: Office
    case: Case | None = None
    number: str = ""  # that came with the message

    @property
    def short(self) -> str:
        """How the office is called."""
        return offices.definition(self.office).short


Answerer = Callable[[Act, Heard], Template | None]

CAN_BE_SENT = (
    "Kirim nomor pendaftaran untuk tahu permohonan Anda sampai di mana.\n"
    "Kirim ADUAN dan isinya untuk mengadu.\n"
    "Kirim SKM untuk menilai layanan kami.\n"
    "Pertanyaan lain dijawab petugas pada jam kerja."
)


def whereabouts(act: Act, heard: Heard) -> Template | None:
    """Anybody who has the number may know what its public page says."""
    if heard.case is not None and heard.meaning.wish in (Wish.WHERE, Wish.OTHER):
        return where_it_stands(act, heard.case)
    if heard.meaning.wish is not Wish.WHERE:
        return None
    if heard.meaning.refs:
        return words.RefUnknown(ref=heard.meaning.refs[0], link=absolute("find"))
    return words.AskRef(example=_example(heard.office), link=absolute("find"))


def where_it_stands(act: Act, case: Case) -> words.Whereabouts:
    found = said(where(case, act.at, cases.runs(case), public=True), public=True)
    return words.Whereabouts(
        service=in_messages(catalog.definition(case.version_id).standard),
        ref=case.ref,
        sentence=found.sentence,
        then=found.then,
        link=absolute("track", case.ref),
    )


def _example(office: Office) -> str:
    return f"{office.code}-7KQ4M-9XT2V"


def complaint(act: Act, heard: Heard) -> Template | None:
    if heard.meaning.wish is not Wish.COMPLAIN:
        return None
    if not heard.meaning.rest:
        return words.ComplaintEmpty(example="ADUAN loket tutup sebelum waktunya")
    return words.ComplaintHeard(office=heard.short, hours=_hours(act, heard.office))


def satisfaction(_: Act, heard: Heard) -> Template | None:
    """The survey of the newest case of his that is finished; whoever is not known types the code of his."""
    if heard.meaning.wish is not Wish.SURVEY:
        return None
    mine = heard.sender.person_id and _to_be_judged(heard.sender.person_id)
    return words.SurveyLink(link=invite.address(mine, "wa") if mine else absolute("survey_code"))


def _to_be_judged(person_id: int) -> Case | None:
    return next((case for case in cases.newest_of(person_id) if invite.is_open(case)), None)


def stop(act: Act, heard: Heard) -> Template | None:
    if heard.meaning.wish is not Wish.STOP:
        return None
    conversations.stop(heard.sender, at=act.at)
    return words.ProgressStopped(word="LANJUT")


def resume(_: Act, heard: Heard) -> Template | None:
    if heard.meaning.wish is not Wish.RESUME:
        return None
    conversations.resume(heard.sender)
    return words.ProgressResumed(word="BERHENTI")


def without_words(act: Act, heard: Heard) -> Template | None:
    if heard.meaning.wish is not Wish.NOTHING:
        return None
    then = "Tolong tulis pertanyaan Anda dengan kata-kata."
    return words.PleaseWrite(then=then, link=absolute("my_cases"))


def helps(act: Act, heard: Heard) -> Template | None:
    if heard.meaning.wish is not Wish.HELP:
        return None
    link = absolute("office", heard.office.slug)
    return words.Help(office=heard.short, words=CAN_BE_SENT, hours=_hours(act, heard.office), link=link)


def proves_number(act: Act, heard: Heard) -> Template | None:
    """By the number that came with this very message: one that the sender had before may be another's now."""
    return prove_number.answer(act, text=heard.text, number=heard.number, user_id=heard.sender.user_id)


ANSWERERS: tuple[Answerer, ...] = (
    proves_number,
    whereabouts,
    complaint,
    satisfaction,
    stop,
    resume,
    without_words,
    helps,
)


def answer(act: Act, heard: Heard) -> Template | None:
    """The first answer that fits; None where a person has to read it."""
    return next((found for answerer in ANSWERERS if (found := answerer(act, heard))), None)


def by_person(act: Act, heard: Heard) -> Template:
    """A person will answer: now, or when the office opens."""
    if hours.is_open(offices.working_time(heard.office), act.at):
        return words.PersonAnswers(office=heard.short, hours=_hours(act, heard.office))
    return words.AfterHours(office=heard.short, hours=_hours(act, heard.office), words=CAN_BE_SENT)


def _hours(act: Act, office: Office) -> str:
    return hours.said(offices.working_time(office), act.at)
