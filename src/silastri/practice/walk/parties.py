"""The parties that a step asks: each gets its question, opens the link or its own list, and answers on the page."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.domain.case.opinion import STANCE, STANCES, Stance
from silastri.domain.case.workflow import ONWARD
from silastri.jobs import worker
from silastri.journey.case import links
from silastri.journey.case.dossier import dossier_of
from silastri.journey.frame import consult
from silastri.journey.frame.consult import Asked
from silastri.practice import parties, sample

from .page import WebForm
from .visitor import Lost, Visitor


@dataclass(frozen=True)
class Round:
    """One time that a step asks: who asks, how officers sign in, and what is to be the result."""

    ref: str
    asker: Visitor
    signed_in: Callable[[Person], Visitor]
    outcome: str
    filled: dict[str, dict[str, str]]  # by "step.party"


def all_answer(asking_round: Round) -> None:
    """Lets all parties answer. Raises Lost when a page does not let one of them."""
    case = Case.objects.select_related("office").get(ref=asking_round.ref)
    waiting = consult.waiting_for(dossier_of(case))
    against = next((one for one in sorted(waiting, key=_last_word) if STANCES[one.party.gives]), None)
    for one in waiting:
        visitor = _at_desk(asking_round, case, one) if one.opinion.post else _by_link(asking_round, one)
        typed = sample.typed(one.party.form) | asking_round.filled.get(f"{one.opinion.step}.{one.party.key}", {})
        if STANCES[one.party.gives]:
            typed.setdefault(STANCE, Stance.AGREES)
        if asking_round.outcome != ONWARD and one is against:
            typed[STANCE] = Stance.AGAINST
        _answer(visitor, one, typed)


def _last_word(asked: Asked) -> bool:
    """Sorts the parties so that those that decide come before those that advise."""
    return not asked.party.must_answer


def _answer(visitor: Visitor, asked: Asked, typed: dict[str, Any]) -> None:
    form = visitor.form(has="catatan")
    sent = {name: value for name, value in typed.items() if name in form.names}
    sent["catatan"] = "Sudah kami pelajari."
    if asked.party.is_outside:
        sent |= {"nama": parties.NAME, "jabatan": parties.POST}
    if asked.party.needs_file:
        sent["berkas"] = sample.scan("Surat pendapat", timezone.now())
    visitor.send(form, sent)


def _at_desk(asking_round: Round, case: Case, asked: Asked) -> Visitor:
    officer = offices.holders(case.office, asked.opinion.post, offices.today(case.office, timezone.now()))[0]
    visitor = asking_round.signed_in(officer)
    visitor.follow("Halaman saya", "Diminta pendapat")
    visitor.click(case.ref)
    return visitor


def _by_link(asking_round: Round, asked: Asked) -> Visitor:
    """The asking officer sends the question; whoever gets the message opens its link."""
    asker = asking_round.asker
    asker.open(f"/petugas/permohonan/{asking_round.ref}/")
    parties.know(asked.opinion.case, asked.name, timezone.now())
    asker.send(_sending(asker, asked.party.key), {"kontak": parties.CONTACT})
    worker.send_messages(timezone.now())
    queued = Message.objects.filter(about__startswith=f"{asking_round.ref}/pendapat/{asked.opinion.pk}/").last()
    link = re.search(rf"{re.escape(settings.SITE_URL)}(/mitra/\S+)", links.as_sent(queued).text()) if queued else None
    if link is None:
        raise Lost(f"pesan kepada {asked.name} tidak memuat tautan")
    visitor = Visitor(asked.name)
    visitor.open(link[1])
    return visitor


def _sending(asker: Visitor, party: str) -> WebForm:
    for form in asker.page.forms:
        if form.action.split("#")[0].endswith(f"/pihak/{party}/kirim/"):
            return form
    raise Lost(f"{asker.name}: di {asker.path} tidak ada formulir kirim untuk {party}")
