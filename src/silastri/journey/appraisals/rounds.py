"""Rounds of 360 degrees: the head opens one, officers answer about colleagues, and its end tells what may be told."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from silastri.apps.appraisals import operations, queries
from silastri.apps.appraisals.models import PeerAnswer, PeerInvitation, PeerResult, PeerRound
from silastri.apps.audit.operations import log
from silastri.apps.offices.models import Office
from silastri.domain.act import Act
from silastri.domain.appraisals import peers
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.domain.satisfaction.period import Period
from silastri.domain.satisfaction.reporting import before

from . import people
from .reward import half_of

LONGEST_DAYS = 60  # that a round may be open


@transaction.atomic
def open_round(act: Act, *, period: Period, last_day: date) -> PeerRound:
    """Raises NotYours, MovedOn, and NotFit with the fields ``periode`` and ``sampai``."""
    office = people.must_be_head(act)
    on = people.today(act, office)
    if queries.open_round(office.pk, lock=True):
        raise MovedOn("Masih ada putaran yang berjalan. Tutup dulu.")
    if wrong := _wrong(office, period, last_day, on):
        raise NotFit(next(iter(wrong.values())), wrong)
    asked = peers.ask(people.for_round(office, on))
    made = operations.open_round(
        asked, office=office, since=period.since, until=period.until, last_day=last_day, opened_by_id=act.by.person,
        opened_on=on,
    )  # fmt: skip
    log(act, "open_peer_round", f"putaran:{made.pk}")
    return made


def _wrong(office: Office, period: Period, last_day: date, on: date) -> dict[str, str]:
    wrong = {}
    if period.kind != "s" or period.since > on:
        wrong["periode"] = "Pilih semester yang sudah mulai."
    elif queries.rounds(office.pk).filter(since=period.since, until=period.until).exists():
        wrong["periode"] = "Putaran untuk semester ini sudah ada."
    if not on < last_day <= on + timedelta(days=LONGEST_DAYS):
        wrong["sampai"] = f"Pilih tanggal sesudah hari ini, paling lama {LONGEST_DAYS} hari lagi."
    return wrong


def expected(act: Act) -> Period:
    """The half year about which a head opens a round on this day: the one that ended last, unless its round was
    held already; then the running one."""
    office = people.office_of(act)
    running = half_of(people.today(act, office))
    ended = before(running)
    held = queries.rounds(office.pk).filter(since=ended.since, until=ended.until).exists()
    return running if held else ended


def current(act: Act) -> PeerRound | None:
    return queries.open_round(people.office_of(act).pk)


def is_answerable(act: Act, found: PeerRound) -> bool:
    return people.today(act, found.office) <= found.last_day


def invitation(act: Act, about: int) -> PeerInvitation:
    """Whom this officer is asked about now. Raises NotThere, MovedOn."""
    office = people.office_of(act)
    found = queries.open_round(office.pk)
    asked = queries.waiting_for(found.pk, act.by.person or 0).filter(about_id=about).first() if found else None
    if found is None or asked is None:
        raise NotThere("Anda tidak diminta menilai rekan ini, atau sudah menjawab.")
    if not is_answerable(act, found):
        raise MovedOn("Hari terakhir putaran ini sudah lewat.")
    return asked


@transaction.atomic
def answer(act: Act, *, about: int, marks: dict[int, int], text: str) -> None:
    """Once, and without a trace of who it was: nothing is logged. Raises NotThere, MovedOn, NotFit."""
    asked = invitation(act, about)
    if wrong := peers.wrong(marks, text):
        raise NotFit(next(iter(wrong.values())), wrong)
    queries.open_round(people.office_of(act).pk, lock=True)  # whoever closes it waits, or is waited for
    if not operations.use(asked):
        raise NotThere("Anda sudah menjawab tentang rekan ini.")
    ordered = [marks[n] for n in range(1, len(peers.STATEMENTS) + 1)]
    operations.take_in(asked, {"marks": ordered, "text": text.strip()})


@transaction.atomic
def close(act: Act, pk: int) -> PeerRound:
    """After its last day, or when everybody answered. Results are made once; answers and invitations are removed.
    Raises NotYours, NotThere, MovedOn."""
    office = people.must_be_head(act)
    found = queries.open_round(office.pk, lock=True)
    if found is None or found.pk != pk:
        raise MovedOn("Putaran ini sudah ditutup.")
    used, asked = queries.used_and_all(pk)
    if is_answerable(act, found) and used < asked:
        raise MovedOn("Masih ada yang belum menjawab. Tunggu sampai hari terakhir lewat.")
    operations.close_round(found, _results(found), people.today(act, office))
    log(act, "close_peer_round", f"putaran:{pk}")
    return found


def _results(found: PeerRound) -> list[PeerResult]:
    invitations: dict[int, list[PeerInvitation]] = {}
    for one in PeerInvitation.objects.filter(round=found).order_by("about_id", "rater_id"):
        invitations.setdefault(one.about_id, []).append(one)
    answers: dict[int, list[PeerAnswer]] = {}
    for given in queries.answers(found.pk):
        answers.setdefault(given.about_id, []).append(given)
    return [_result(found, about, asked, answers.get(about, [])) for about, asked in invitations.items()]


def _result(found: PeerRound, about: int, asked: list[PeerInvitation], given: list[PeerAnswer]) -> PeerResult:
    superior = next((one for one in asked if one.is_superior), None)
    answers = [peers.Answer(one.group, tuple(one.said["marks"]), one.said["text"]) for one in given]
    told = peers.result(answers, asked=len(asked), superior_answered=bool(superior and superior.is_used))
    reader = superior.rater_id if superior else None
    return PeerResult(round=found, about_id=about, reader_id=reader, told=asdict(told) if told.means else {})


def results(act: Act) -> list[PeerResult]:
    """His own, and of those whose superior he was when the round was opened."""
    return list(queries.results(people.office_of(act).pk, act.by.person or 0))


def result(act: Act, pk: int) -> PeerResult:
    """Raises NotThere."""
    found = next((one for one in results(act) if one.pk == pk), None)
    if found is None:
        raise NotThere("Hasil ini tidak ada, atau bukan untuk Anda.")
    log(act, "read_peer_result", f"hasil:{pk}", whose=found.about_id)
    return found


def in_words(found: PeerResult) -> list[dict[str, Any]]:
    """Each statement with its means in tenths; empty where too few answered."""
    told = found.told
    if not told:
        return []
    groups = told.get("groups") or {}
    return [
        {
            "statement": statement,
            "all": told["means"][n],
            "groups": [groups[key][n] for key in peers.GROUPS if key in groups],
        }
        for n, statement in enumerate(peers.STATEMENTS)
    ]
