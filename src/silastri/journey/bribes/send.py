"""Somebody reports that money was asked for. Nothing is kept that tells who: no person, no address, no hour."""

import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from silastri.apps.accounts.keys import index_of
from silastri.apps.bribes import operations, queries
from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.messages import operations as messages
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import opening, reference
from silastri.domain.act import SYSTEM, Act
from silastri.domain.case.at_that_time import at_that_time
from silastri.domain.refusal import NotFit, NotThere
from silastri.domain.words.messages.bribes import SomethingToRead
from silastri.journey.case import tell
from silastri.journey.case.links import absolute

LONGEST = 4000
_FORM = re.compile(r"[0-9a-f]{32}")
_HOUR = re.compile(r"\b(?:[01]?\d|2[0-3])[.:][0-5]\d\b", re.ASCII)


class NobodyReads(NotThere):
    """The office has named nobody who reads such reports, so none is kept."""


@dataclass(frozen=True)
class Told:
    """What the writer told; all but ``text`` may be empty."""

    text: str
    amount: int | None = None
    by_whom: str = ""
    on: date | None = None
    hour: str = ""
    where: str = ""
    reach: str = ""
    ref: str = ""


def new_form() -> str:
    """Names one form that is filled in. Sent twice, it is one report."""
    return secrets.token_hex(16)


@transaction.atomic
def send(act: Act, *, about: Office, form: str, told: Told) -> str:
    """Keeps the report and returns the code by which its writer follows it. Raises NobodyReads and NotFit."""
    reader = queries.reader_of(about)
    if reader is None:
        raise NobodyReads("Belum ada pengawas yang membaca laporan tentang kantor ini.")
    today = offices.today(about, act.at)
    case = _checked(told, about, today)
    step, post = _where(case, told, about) if case else ("", "")
    code = _code(form if _FORM.fullmatch(form) else new_form())
    is_new = operations.take_in(
        code, about=about, reader=reader, on=today, case=case, step=step, post=post, happened_on=told.on,
        text=told.text.strip(),
        told={"amount": told.amount, "by_whom": told.by_whom, "hour": told.hour, "where": told.where,
              "reach": told.reach},
    )  # fmt: skip
    if is_new:
        tell_readers(reader, act.at)
    return code


def _code(form: str) -> str:
    """The same form always gives the same code; nobody without the key of this installation can compute one."""
    drawn = bytes.fromhex(index_of(f"uang, lembar {form}"))[:16]
    return "".join(reference.ALPHABET[one % len(reference.ALPHABET)] for one in drawn)


def _checked(told: Told, about: Office, today: date) -> Case | None:
    """The case that it names, of that office. Raises NotFit."""
    if not told.text.strip() or len(told.text) > LONGEST:
        wrong = f"Ceritakan apa yang terjadi, paling banyak {LONGEST} huruf."
        raise NotFit(wrong, {"uraian": wrong})
    if told.on and told.on > today:
        raise NotFit("Tanggal ini belum tiba.", {"hari": "Tanggal ini belum tiba."})
    if not told.ref:
        return None
    case = cases.tracked(reference.tidy(told.ref))
    if case is None or case.office_id != about.pk:
        wrong = "Nomor ini bukan permohonan di kantor ini. Periksa lagi, atau kosongkan."
        raise NotFit(wrong, {"permohonan": wrong})
    return case


def _where(case: Case, told: Told, office: Office) -> tuple[str, str]:
    """The step and the post that had the case then; without a day, those that have it now. Without an hour it is the
    middle of the day."""
    if told.on is None:
        return case.step, case.post
    working = offices.working_time(office)
    hour = _HOUR.search(told.hour)
    at = time.fromisoformat(hour[0].replace(".", ":").zfill(5)) if hour else time(12)
    moment = datetime.combine(told.on, at, working.zone)
    since = working.begins(told.on)
    run = at_that_time(cases.runs(case), moment, since, since + timedelta(days=1))
    if run:
        return run.step, run.post
    return (case.step, case.post) if case.arrived_at and case.arrived_at <= moment else ("", "")


def tell_readers(reader: Office, at: datetime) -> None:
    """On the next morning on which the reader works, once for all that came meanwhile: neither the message nor its hour
    tells which report it was."""
    working = offices.working_time(reader)
    tomorrow = working.begins(offices.today(reader, at) + timedelta(days=1))
    due = opening.next_open(working, tomorrow)
    people = {person.pk: person for post in queries.reading_posts(reader)
              for person in offices.holders(reader, post, working.day(due))}  # fmt: skip
    act = Act(SYSTEM, working.begins(working.day(at)), "job")
    words = SomethingToRead(link=absolute("bribe_reports"))
    queued = []
    for person in people.values():
        about = f"bacaan/{reader.pk}/{working.day(due)}/{person.pk}"
        one = tell.made(act, words, about=about, person=person)
        one.due_at = due
        queued.append(one)
    messages.queue([one for one in queued if one.to])
