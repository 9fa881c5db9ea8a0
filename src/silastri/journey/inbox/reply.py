"""An officer answers a citizen, in his own words or with what the public page of a case says."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.conversations import operations
from silastri.apps.conversations.models import Conversation, Said
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit
from silastri.domain.words.messages.conversation import Answer
from silastri.domain.words.messages.template import Template
from silastri.journey.outbox import say

from . import desk
from .answer import where_it_stands

LONGEST = 2000


class WindowOver(NotFit):
    """The provider takes no free text any more."""


class NotTheirCase(NotFit):
    """The case is not of the person of the conversation, or not of this office."""


@transaction.atomic
def reply(act: Act, *, pk: int, text: str) -> Said:
    """Raises NotFit, WindowOver, and what ``desk.conversation`` raises."""
    found = desk.conversation(act, pk)
    text = text.strip()
    if not text or len(text) > LONGEST:
        wrong = f"Tulis jawabannya, paling banyak {LONGEST} huruf."
        raise NotFit(wrong, {"jawaban": wrong})
    if not desk.is_free(found, act.at):
        raise WindowOver(OVER, {"jawaban": OVER})
    return _say(act, found, Answer(said=text))


OVER = "Sudah lebih dari 24 jam sejak warga menulis. Kirim keadaan permohonannya, atau hubungi dengan cara lain."


@transaction.atomic
def send_whereabouts(act: Act, *, pk: int, ref: str) -> Said:
    """The same text that everybody gets who sends the number of the case: it may be sent at any time.

    Raises NotTheirCase, and what ``desk.conversation`` raises.
    """
    found = desk.conversation(act, pk)
    case = next((one for one in cases_of(found) if one.ref == ref), None)
    if case is None:
        raise NotTheirCase("Permohonan ini bukan milik orang dalam percakapan ini.")
    return _say(act, found, where_it_stands(act, case), case=case.pk)


def cases_of(found: Conversation) -> list[Case]:
    """What the person of the conversation applied for at its office."""
    person = found.sender.person_id
    return cases.newest_of(person, office=found.office_id) if person else []


def _say(act: Act, found: Conversation, words: Template, *, case: int | None = None) -> Said:
    what = f"{act.by.person} {act.at.timestamp():.6f}"
    said = say.say(act, found, words, what=what, case=case)
    operations.take_up(found, act.by.person)
    log(act, "answer_citizen", f"percakapan {found.pk}", whose=found.sender.person_id)
    return said
