"""Takes in a complaint, by whatever channel it comes (UU 25/2009 art. 36 and 40 to 42; PP 96/2012).

Who complains says how: under a name, which needs a name and a way to answer; in confidence, which is the same and is
opened one at a time; or without a name, of whom then nothing is kept, neither here nor in the log of access.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db import transaction

from silastri.adapters.intake.port import Paper
from silastri.apps.accounts.keys import index_of
from silastri.apps.audit.operations import log
from silastri.apps.complaints import operations
from silastri.apps.complaints.models import Complaint, Handling
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act, Actor
from silastri.domain.definition.standard import COMPONENTS
from silastri.domain.refusal import NotFit
from silastri.journey.case import handed_in

from . import acknowledge, clock, contact, tell
from .came import Came

MOST_FILES = 5
LONGEST = 5000  # letters of what happened
_NOBODY = Actor(person=None, name="Pengadu")
_A_DAY = timedelta(days=1)
_OLDEST = timedelta(days=366)


class RecordedBefore(NotFit):
    """That number of SP4N-LAPOR! is in the book already: ``before`` is the complaint."""

    def __init__(self, before: Complaint) -> None:
        sentence = f"Nomor ini sudah dicatat sebagai pengaduan {before.number}."
        super().__init__(sentence, {"nomor_lapor": sentence})
        self.before = before


def take_in(act: Act, came: Came) -> Complaint:
    """The complaint with its number and code. Somebody must read it within three working days (SP4N). The same text
    from the same browser within a day is the complaint that came before, and not counted again.

    Raises NotFit, RecordedBefore, NotAccepted.
    """
    _check(act, came)
    unseen = act if came.identity == Complaint.Identity.NAMED or act.by.office else replace(act, by=_NOBODY, place="")
    papers = [handed_in.tidy(unseen, content) for content, _ in came.files]
    with transaction.atomic():
        operations.hold_book(came.office)
        if before := came_before(came):
            return before
        _only_once(came)
        return _enter(act, unseen, came, papers)


def _enter(act: Act, unseen: Act, came: Came, papers: list[Paper]) -> Complaint:
    at = came.received_at or act.at
    year = offices.working_time(came.office).day(at).year
    found = operations.enter(came.office, year, _kept(act, came, papers), **_values(act, came), received_at=at)
    clock.begin(found)
    found.save(update_fields=[*clock.FIELDS])
    operations.say(found, Handling.What.CAME, at=at)
    cache.set(_key(came), found.code, _A_DAY.total_seconds())
    log(unseen, "complaint_came", f"pengaduan {found.number}", whose=_whose(found))
    tell.officers(unseen, found)
    acknowledge.acknowledge(unseen, found)
    return found


def _whose(found: Complaint) -> int | None:
    return found.person_id if found.identity == Complaint.Identity.NAMED else None


def _values(act: Act, came: Came) -> dict[str, Any]:
    in_secret = came.identity == Complaint.Identity.CONFIDENTIAL
    complainant = {} if came.is_anonymous else contact.read(came.name, came.phone, came.email, came.address)
    if in_secret and came.case:  # its number tells whose it is
        complainant["case"] = came.case.ref
    return {
        "channel": came.channel,
        "kind": came.kind,
        "identity": came.identity,
        "complainant": complainant,
        "person_id": None if came.is_anonymous else came.person,
        "conversation": None if came.is_anonymous else came.conversation,
        "case": came.case if came.identity == Complaint.Identity.NAMED else None,
        "service": came.service or (came.case.service if came.case else None),
        "component": came.component,
        "step": came.step,
        "text": came.text.strip(),
        "wish": came.wish.strip() or None,
        "happened_on": came.happened_on,
        "external_number": came.external_number.strip(),
        "recorded_by_id": act.by.person if act.by.office else None,
    }


def _kept(act: Act, came: Came, papers: list[Paper]) -> list[Any]:
    """The name of a file may be that of a person."""
    names = [name for _, name in came.files]
    if came.identity != Complaint.Identity.NAMED:
        names = [f"lampiran {n}" for n in range(1, len(papers) + 1)]
    return [handed_in.keep(paper, name=name, at=act.at) for paper, name in zip(papers, names, strict=True)]


def _key(came: Came) -> str:
    """Under which the code is found again for a day; it does not show what it is about."""
    return f"complaint/{index_of(f'{came.office.pk} {came.browser} {operations.digest_of(came.text)}')}"


def came_before(came: Came) -> Complaint | None:
    """The complaint that the same text from the same browser within a day was."""
    if came.channel != Complaint.Channel.WEB or not came.browser:
        return None
    code = cache.get(_key(came))
    found = Complaint.objects.filter(code=code, office=came.office, identity=came.identity) if code else None
    return found.select_related("office", "at_office").first() if found is not None else None


def _only_once(came: Came) -> None:
    number = came.external_number.strip()
    before = number and Complaint.objects.filter(office=came.office, external_number=number).first()
    if before:
        raise RecordedBefore(before)


def _check(act: Act, came: Came) -> None:
    wrong = {} if came.is_anonymous else contact.wrong(came)
    wrong |= _wrong_text(came) | _wrong_days(act, came) | _wrong_place(came)
    if came.identity not in Complaint.Identity.values:
        wrong["identitas"] = "Pilih salah satu."
    if came.channel == Complaint.Channel.SP4N and not came.external_number.strip():
        wrong["nomor_lapor"] = "Tulis nomor dari SP4N-LAPOR!."
    if len(came.files) > MOST_FILES:
        wrong["lampiran"] = f"Paling banyak {MOST_FILES} berkas."
    if wrong:
        raise NotFit(next(iter(wrong.values())), wrong)


def _wrong_text(came: Came) -> dict[str, str]:
    wrong = {}
    too_long = f"Paling banyak {LONGEST} huruf."
    if not came.text.strip():
        wrong["isi"] = "Tulis apa yang terjadi."
    elif len(came.text) > LONGEST and not came.conversation:
        wrong["isi"] = too_long
    if len(came.wish) > LONGEST:
        wrong["harapan"] = too_long
    return wrong


def _wrong_days(act: Act, came: Came) -> dict[str, str]:
    wrong = {}
    at = came.received_at or act.at
    if came.happened_on and came.happened_on > offices.working_time(came.office).day(at):
        wrong["terjadi"] = "Harinya sesudah pengaduan diterima. Periksa lagi."
    if not act.at - _OLDEST <= at <= act.at:
        wrong["diterima"] = "Tulis hari sampai hari ini, paling lama setahun yang lalu."
    return wrong


def _wrong_place(came: Came) -> dict[str, str]:
    """What it is about must be of the office."""
    if came.case and came.case.office_id != came.office.pk:
        return {"permohonan": "Nomor itu milik kantor lain. Pilih kantornya dulu, atau kosongkan nomornya."}
    if came.service and came.service.office_id != came.office.pk:
        return {"layanan": "Pilih salah satu."}
    if came.component and came.component not in COMPONENTS:
        return {"tentang": "Pilih salah satu."}
    return {}
