"""A superior appraises an officer for half a year: drafts, gives it to him, and the superior above closes it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.appraisals import operations, queries
from silastri.apps.appraisals.models import Appraisal
from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.appraisals import points
from silastri.domain.appraisals.rewards import Facts
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.domain.satisfaction.period import Period
from silastri.domain.satisfaction.reporting import before

from . import facts, people
from .reward import half_of

LONGEST = 2000  # characters of a remark or an answer
UNREAD = timedelta(days=14)  # after which it is closed though the officer has not read it
State = Appraisal.State


@dataclass(frozen=True)
class Said:
    """What a superior says: marks by point, reasons by point, and a remark."""

    marks: Mapping[str, int]
    reasons: Mapping[str, str]
    remark: str = ""


@dataclass(frozen=True)
class Below:
    """An officer whom this superior appraises, and how far that is in a period."""

    person: Person
    title: str
    appraisal: Appraisal | None


def below(act: Act, period: Period) -> list[Below]:
    """Whom the officer appraises as their nearest superior."""
    office = people.office_of(act)
    on, found = people.today(act, office), []
    kept = {one.person_id: one for one in queries.appraisals(office.pk).filter(since=period.since, until=period.until)}
    for pk, one in people.posted(office, on).items():
        above = people.superior(office, one.post, pk, on)
        if above and above.holds(act.by.person):
            found.append(Below(one.person, offices.title(office, one.post), kept.get(pk)))
    return sorted(found, key=lambda one: one.person.name)


def expected(act: Act) -> Period:
    """The half year that a superior expects to see on this day. He appraises a half year when it is over: so the one
    that ended last, all the while somebody waits for his appraisal of it, and until the last month of the running one.
    In that month, June or December, when nothing is left of the other, the running one, which he is about to appraise.
    Who came to the office later waits for nothing."""
    office = people.office_of(act)
    on = people.today(act, office)
    running = half_of(on)
    ended = before(running)
    if on.month != running.until.month:
        return ended
    came: dict[int, date] = {}
    for one in offices.postings(office):
        came[one.person_id] = min(one.since, came.get(one.person_id, one.since))
    waits = any(
        came[one.person.pk] <= ended.until and (one.appraisal is None or one.appraisal.state == State.DRAFT)
        for one in below(act, ended)
    )
    return ended if waits else running


def seen(act: Act) -> list[Appraisal]:
    """His own that were given to him, those that he wrote, and those of officers below him that were given."""
    office = people.office_of(act)
    return [one for one in queries.appraisals(office.pk) if _sees(act, office, one)]


def one(act: Act, pk: int) -> Appraisal:
    """Raises NotThere: also for who may not know of it."""
    office = people.office_of(act)
    found = queries.appraisal(pk, office.pk)
    return _theirs(act, office, found)


def measured(found: Appraisal) -> Facts:
    """As they were when it was given; counted anew while it is a draft."""
    if found.state == State.DRAFT:
        return facts.of_officer(found.office, found.person_id, found.since, found.until)
    return Facts(**found.facts)


@transaction.atomic
def save(act: Act, *, person: int, period: Period, said: Said) -> Appraisal:
    """Keeps a draft, which may be incomplete. Raises NotYours, NotFit, MovedOn."""
    office = people.office_of(act)
    on = people.today(act, office)
    posting = people.officer(office, person, on)
    above = people.superior(office, posting.post, person, on)
    if above is None or not above.holds(act.by.person):
        raise NotYours("Petugas dinilai atasan langsungnya. Tidak seorang pun menilai dirinya sendiri.")
    if period.kind != "s" or period.since > on:
        raise NotFit("Pilih semester yang sudah mulai.", {"periode": "Pilih semester yang sudah mulai."})
    _must_fit(said.remark, "catatan")
    kept = {
        "by_id": act.by.person,
        "by_post": above.post,
        "by_title": people.title(act, office, above.post),
        "post": posting.post,
        "said": {"marks": dict(said.marks), "reasons": dict(said.reasons), "remark": said.remark.strip()},
    }
    found = queries.of_period(office.pk, person, period.since, period.until)
    if found is None:
        found = operations.begin(
            office=office, person_id=person, since=period.since, until=period.until, drafted_at=act.at, **kept
        )
    else:
        found = _locked(act, found.pk, State.DRAFT, must_see=False)
        operations.change(found, **kept)
    log(act, "write_appraisal", f"penilaian:{found.pk}")
    return found


@transaction.atomic
def give(act: Act, pk: int) -> Appraisal:
    """To the officer: from here on marks and facts stay as they are. Raises NotThere, NotYours, MovedOn, NotFit."""
    found = _locked(act, pk, State.DRAFT)
    if found.by_id != act.by.person:
        raise NotYours("Penilaian ini diberikan oleh atasan yang menulisnya.")
    said = found.said
    if wrong := points.wrong(said["marks"], said["reasons"]):
        raise NotFit(next(iter(wrong.values())), wrong)
    counted = facts.of_officer(found.office, found.person_id, found.since, found.until)
    operations.change(found, state=State.GIVEN, facts=asdict(counted), given_at=act.at)
    log(act, "give_appraisal", f"penilaian:{pk}", whose=found.person_id)
    return found


@transaction.atomic
def acknowledge(act: Act, pk: int, answer: str = "") -> Appraisal:
    """The officer has read it, and may answer once. Raises NotThere, NotYours, MovedOn, NotFit."""
    found = _locked(act, pk, State.GIVEN)
    if found.person_id != act.by.person:
        raise NotYours("Penilaian dibaca dan dijawab petugas yang dinilai.")
    _must_fit(answer, "jawaban")
    operations.change(found, state=State.READ, answer=answer.strip() or None, read_at=act.at)
    log(act, "acknowledge_appraisal", f"penilaian:{pk}")
    return found


@transaction.atomic
def close(act: Act, pk: int, seen_mark: str) -> Appraisal:
    """By the superior above, when the officer has read it or did not for two weeks. Raises NotThere, NotYours,
    MovedOn."""
    found = _locked(act, pk, State.READ, State.GIVEN)
    post = closes(act, found)
    if not post:
        raise NotYours("Penilaian disahkan atasan dari atasan yang menilai.")
    if found.state == State.GIVEN and not unread(act, found):
        raise MovedOn("Petugas belum membacanya. Tunggu sampai ia membaca, paling lama 14 hari.")
    if seen_mark != mark(found):
        raise MovedOn("Penilaian ini berubah sejak Anda membacanya. Baca lagi.")
    title = people.title(act, found.office, post)
    operations.change(found, state=State.CLOSED, closed_by_id=act.by.person, closed_at=act.at, closed_title=title)
    log(act, "close_appraisal", f"penilaian:{pk}", whose=found.person_id)
    return found


def unread(act: Act, found: Appraisal) -> bool:
    return found.given_at is not None and act.at - found.given_at >= UNREAD


def closes(act: Act, found: Appraisal) -> str:
    """The post in which this officer closes it; empty where he does not. Above the head there is nobody: he closes what
    he wrote."""
    on, own = people.today(act, found.office), (found.by_id,)
    above = people.superior(found.office, found.by_post, found.person_id, on, but=own)
    if above is None:
        return found.by_post if found.by_id == act.by.person and found.by_post in act.by.posts else ""
    return above.post if above.holds(act.by.person) else ""


def mark(found: Appraisal) -> str:
    """Changes with whatever is read in it."""
    read = json.dumps([found.said, found.facts, found.answer, found.state], sort_keys=True)
    return hashlib.sha256(read.encode()).hexdigest()[:16]


def _sees(act: Act, office: Office, found: Appraisal) -> bool:
    if found.by_id == act.by.person:
        return True
    if found.state == State.DRAFT:
        return False
    return found.person_id == act.by.person or people.stands_above(act, office, found.post)


def _theirs(act: Act, office: Office, found: Appraisal) -> Appraisal:
    if not _sees(act, office, found):
        raise NotThere("Penilaian ini tidak ada, atau bukan untuk Anda.")
    return found


def _locked(act: Act, pk: int, *states: str, must_see: bool = True) -> Appraisal:
    office = people.office_of(act)
    found = queries.appraisal(pk, office.pk, lock=True)
    if must_see:
        _theirs(act, office, found)
    if found.state not in states:
        raise MovedOn(f"Penilaian ini sekarang: {found.get_state_display().lower()}. Muat ulang halamannya.")
    return found


def _must_fit(text: str, field: str) -> None:
    if len(text.strip()) > LONGEST:
        wrong = f"Terlalu panjang. Paling banyak {LONGEST} huruf."
        raise NotFit(wrong, {field: wrong})
