"""Asks the complainant to complete a complaint. The clock stands still until then; who does not is deemed to have
withdrawn it (UU 25/2009)."""

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.complaints import handling, queries
from silastri.apps.complaints.models import Complaint, Handling
from silastri.domain.act import Act
from silastri.domain.complaints import ways
from silastri.domain.complaints.ways import What
from silastri.domain.words import wording
from silastri.domain.words.messages.complaint_news import ComplaintLapsed, ComplaintToComplete

from . import access, clock, tell, weigh


@transaction.atomic
def ask(act: Act, *, pk: int, what: str) -> Complaint:
    """Raises NotFit, NotHandler, and what ``access.lock`` raises."""
    found = access.lock(act, pk, What.ASK)
    access.must_have(act, found)
    what = weigh.written(what, "diminta", "Tulis apa yang perlu dilengkapi.")
    clock.stop(found, act.at)
    found.state = ways.after(What.ASK, found.state)
    handling.add(act, found, Handling.What.ASKED, post=access.acts_as(act, found), text=what)
    handling.change(found, "state", *clock.FIELDS)
    log(act, "ask_complainant", f"pengaduan {found.number}")
    assert found.complete_until
    until = wording.day(found.complete_until, tell.zone(found))
    words = ComplaintToComplete(number=found.number, office=tell.short(found), until=until, link=tell.link(found))
    said = f"Pengaduan Anda nomor {found.number} perlu dilengkapi paling lambat {until}:\n{what}"
    tell.complainant(act, found, said, words, what="lengkapi")
    return found


@transaction.atomic
def completed(act: Act, *, pk: int, text: str) -> Complaint:
    """An officer writes down what the complainant said at the counter, by telephone or in a letter.

    Raises NotFit, NotHandler, and what ``access.lock`` raises.
    """
    found = access.lock(act, pk, What.COMPLETE)
    access.must_have(act, found)
    text = weigh.written(text, "keterangan", "Tulis keterangannya.")
    handling.add(act, found, Handling.What.COMPLETED, post=access.acts_as(act, found), text=text)
    clock.go_on(found, act.at)
    found.state = ways.after(What.COMPLETE, found.state, weighed=bool(found.weight))
    handling.change(found, "state", *clock.FIELDS)
    log(act, "complete_complaint", f"pengaduan {found.number}")
    return found


def lapse(act: Act) -> int:
    """Those of the office that nobody completed in time, and how many there were."""
    found = queries.to_lapse(act.by.office or 0, act.at)
    return sum(_lapse(act, pk) for pk in found)


@transaction.atomic
def _lapse(act: Act, pk: int) -> bool:
    found = queries.lock(pk, act.by.office)
    is_over = found.complete_until is not None and found.complete_until < act.at
    if not is_over or not ways.may(What.LAPSE, found.state):
        return False
    clock.end(found)
    found.state, found.closed_at = ways.after(What.LAPSE, found.state), act.at
    handling.add(act, found, Handling.What.LAPSED, text="Tidak dilengkapi sampai batas waktunya.")
    handling.change(found, "state", "closed_at", *clock.FIELDS)
    words = ComplaintLapsed(number=found.number, office=tell.short(found), link=tell.link(found))
    tell.complainant(act, found, words.text(), words, what="gugur")
    return True
