"""A manager sends a text to his own telephone, with invented values, to see it as its receivers will."""

from django.db import transaction

from silastri.apps.accounts import queries as accounts
from silastri.apps.messages import operations as messages
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit
from silastri.domain.words.messages import check
from silastri.domain.words.messages.samples import values
from silastri.domain.words.messages.template import fill
from silastri.domain.words.messages.trial import Trial
from silastri.journey.case.links import absolute
from silastri.journey.case.tell import made

from .message_text import Text


@transaction.atomic
def send(act: Act, *, of: Text, pattern: str) -> None:
    """Queues it, at most once a minute for each text; whoever gets it reads that it is only tried out.

    Raises NotFit for a text with mistakes, and for somebody without a number.
    """
    person = accounts.person(act.by.person or 0)
    if person is None or not person.phone:
        raise NotFit("Akun Anda belum punya nomor WhatsApp. Isi dulu di Akun saya.")
    pattern = check.tidied(pattern)
    if found := check.grave(check.check(pattern, of.template)):
        raise NotFit("Percobaan belum dikirim. Perbaiki dulu teksnya.", {"teks": found[0].what})
    link = absolute("message_text", of.key)
    words = Trial(said=fill(pattern, values(of.template) | {"link": link}), link=link)
    about = f"percobaan/{of.key}/{person.pk}/{act.at:%y%m%d%H%M}"
    messages.queue([made(act, words, about=about, person=person, office=of.office.pk)])
