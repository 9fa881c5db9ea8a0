"""Letters that are ready and not collected: their list, the notice to the applicant's home, and that it was posted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from silastri.apps.after_issue import mailings
from silastri.apps.after_issue.models import Mailing
from silastri.apps.audit.operations import log
from silastri.apps.cases import operations as cases
from silastri.apps.cases import queries
from silastri.apps.cases.models import Case
from silastri.apps.catalog import queries as catalog
from silastri.apps.letters import queries as letter_queries
from silastri.apps.letters.models import Letter
from silastri.domain import worktime
from silastri.domain.act import Act
from silastri.domain.case import keys
from silastri.domain.case.step_notes import StepFacts
from silastri.domain.case.workflow import State
from silastri.domain.definition.letter_text import long_date
from silastri.domain.definition.sop import Step, Uncollected
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.case.dossier import Dossier, dossier_of
from silastri.journey.frame import effects
from silastri.journey.frame.step import OwnCase
from silastri.journey.papers import notice
from silastri.journey.papers.drawn_after import one_transaction

from . import post

NAME = "Pemberitahuan Pengambilan Surat"
_LONGEST_LIST = 200


class TooEarly(MovedOn):
    """The time for collecting the letter, or since the last notice, is not over."""


class NoAddress(NotFit):
    """The applicant's address is not known yet."""


@dataclass(frozen=True)
class Waiting:
    """A letter that waits to be collected."""

    case: Case
    since: datetime
    next_after: datetime  # the next notice may be made after this
    address: str
    notices: list[Letter]  # the newest first
    mailings: dict[int, Mailing]  # of those that were posted, by letter

    def may_be_made(self, at: datetime) -> bool:
        return at > self.next_after

    @property
    def last_mailing(self) -> Mailing | None:
        return self.mailings.get(self.notices[0].pk) if self.notices else None


def waiting(office_id: int, posts: dict[str, str], *, at: datetime) -> list[Waiting]:
    """The letters not collected in time, for the posts that write the notices, the oldest first. Raises NotYours."""
    mine = [(version, step) for version, step, rule in _rules(office_id) if rule.by in posts]
    if not mine:
        raise NotYours("Daftar surat yang belum diambil bukan tugas jabatan Anda.")
    found = [_waiting(dossier_of(case)) for case in queries.waiting_at(office_id, mine, before=at)[:_LONGEST_LIST]]
    return [one for one in found if one.notices or one.may_be_made(at)]


def _rules(office_id: int) -> list[tuple[int, str, Uncollected]]:
    return [(version, step.key, step.uncollected) for version, step in catalog.steps(office_id) if step.uncollected]


def of_case(act: Act, ref: str) -> Waiting:
    """Raises CaseNotFound, NotThere, NotYours."""
    return _waiting(_watched(act, queries.case(ref, office=act.by.office)))


@one_transaction()
def make(act: Act, *, ref: str, address: str = "") -> Letter:
    """Makes, numbers and keeps the notice. ``address`` is needed when none is known, or the known one is wrong.

    Raises CaseNotFound, NotThere, NotYours, TooEarly, NoAddress.
    """
    dossier = _watched(act, queries.lock(ref, office=act.by.office))
    rule = _rule(dossier.step)
    if address.strip() and address.strip() != notice.address(dossier, dossier.step):
        cases.keep_facts(dossier.case, dossier.step.key, StepFacts(notice_to=address.strip()))
    case = _waiting(dossier)
    if not case.may_be_made(act.at):
        after = long_date(dossier.time.local(case.next_after))
        raise TooEarly(f"Belum waktunya. Surat pemberitahuan dapat dibuat setelah {after}.")
    if not case.address:
        raise NoAddress(
            "Alamat pemohon belum ada.", {"alamat": "Isi dulu alamat rumah pemohon, misalnya dari KTP-nya."}
        )
    letter = effects.issue(
        act,
        dossier,
        key=f"{_prefix(dossier.step)}{len(case.notices) + 1}",
        name=NAME,
        text_file=rule.text_file,
        post=rule.by,
        register_key=rule.register_key,
        addressee=notice.addressee(dossier, dossier.step),
    )
    log(act, "make_notice", ref, key=letter.key)
    return letter


@transaction.atomic
def posted(act: Act, *, ref: str, key: str, on: date, how: str, receipt: str = "") -> Mailing:
    """Records that the notice was posted to the address on it, ``how`` and with which ``receipt``.

    Raises CaseNotFound, NotThere, NotYours, NotFit, PostedAlready, SameReceipt.
    """
    dossier = _watched(act, queries.lock(ref, office=act.by.office))
    letter = next((one for one in _notices(dossier) if one.key == key), None)
    if letter is None:
        raise NotThere("Surat pemberitahuan ini tidak ada.")
    where = notice.address(dossier, dossier.step)
    return post.write_down(act, letter, dossier.time, post.Sent(on, how, receipt, where))


def _watched(act: Act, case: Case) -> Dossier:
    """The case, if its step watches for uncollected letters and the officer writes the notices. The applicant of the
    case may not do it. Raises NotThere, NotYours."""
    dossier = dossier_of(case)
    if case.state != State.RUNNING or dossier.step.uncollected is None:
        raise NotThere("Surat ini sudah diambil, atau belum siap diambil.")
    if dossier.step.uncollected.by not in act.by.posts:
        raise NotYours("Surat pemberitahuan bukan tugas jabatan Anda.")
    if case.applicant_id == act.by.person:
        raise OwnCase("Anda tidak boleh memproses permohonan Anda sendiri.")
    return dossier


def _waiting(dossier: Dossier) -> Waiting:
    case, notices = dossier.case, _notices(dossier)
    since = case.arrived_at or case.created_at
    last = notices[0].made_at if notices else since
    due = worktime.due(dossier.time, last, _rule(dossier.step).after).at
    where = notice.address(dossier, dossier.step)
    return Waiting(case, since, due, where, notices, mailings.of_letters(notices))


def _rule(step: Step) -> Uncollected:
    assert step.uncollected
    return step.uncollected


def _notices(dossier: Dossier) -> list[Letter]:
    found = letter_queries.of_case(dossier.case)
    return [letter for letter in reversed(found) if letter.key.startswith(_prefix(dossier.step))]


def _prefix(step: Step) -> str:
    return f"{keys.of_step(step.key)}:"
