"""Rewards: proposed with reasons and what was measured, decided by the head, made public if the officer agrees."""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from silastri.apps.accounts.models import Person
from silastri.apps.appraisals import operations, queries
from silastri.apps.appraisals.models import Reward
from silastri.apps.audit.operations import log
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.appraisals import rewards
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.domain.satisfaction.period import Period

from . import facts, people

LONGEST, LONGEST_NUMBER, LONGEST_WHY = 1000, 100, 500
State = Reward.State


def half_of(on: date) -> Period:
    return Period(on.year, "s", (on.month - 1) // 6 + 1)


def proposes(act: Act) -> bool:
    """Whether the officer may propose somebody: who has posts below his."""
    return people.has_below(act, people.office_of(act))


def seen(act: Act) -> list[Reward]:
    """Those that were granted; superiors also see what was proposed, and the head all."""
    office = people.office_of(act)
    found = list(queries.rewards(office.pk))
    return [one for one in found if _sees(act, one)]


def one(act: Act, pk: int) -> Reward:
    """Raises NotThere."""
    found = queries.reward(pk, people.office_of(act).pk)
    if not _sees(act, found):
        raise NotThere("Penghargaan ini tidak ada di kantor Anda.")
    return found


def _sees(act: Act, found: Reward) -> bool:
    if found.state == State.GRANTED or found.proposed_by_id == act.by.person:
        return True
    return people.is_head(act, found.office) and found.person_id != act.by.person


def candidates(act: Act, period: Period) -> list[tuple[Person, str, list[str]]]:
    """Officers below this one for whom the figures speak, with why, in the order of names. Nobody wins by figures."""
    office = people.office_of(act)
    on = people.today(act, office)
    below = {
        pk: one
        for pk, one in people.posted(office, on).items()
        if pk != act.by.person and people.stands_above(act, office, one.post)
    }
    counted = facts.of_all(office, list(below), period.since, period.until)
    found = [
        (one.person, offices.title(office, one.post), why)
        for pk, one in below.items()
        if (why := rewards.reasons(counted[pk]))
    ]
    return sorted(found, key=lambda one: (one[0].name, one[0].pk))


def lacking(act: Act) -> str:
    """A reminder for the head and managers; see ``rewards.lacking``."""
    office = people.office_of(act)
    half = half_of(people.today(act, office))
    return rewards.lacking(queries.granted(office.pk, half.year), half.number)


def below(act: Act) -> list[tuple[int, str]]:
    """Whom this officer may propose: id and name with post."""
    office = people.office_of(act)
    on = people.today(act, office)
    found = [
        (pk, f"{one.person.name}, {offices.title(office, one.post)}")
        for pk, one in people.posted(office, on).items()
        if pk != act.by.person and people.stands_above(act, office, one.post)
    ]
    return sorted(found, key=lambda one: one[1])


@transaction.atomic
def propose(act: Act, *, person: int, reasons: str) -> Reward:
    """For the half year that runs now. Raises NotYours, and NotFit with the fields ``petugas`` and ``alasan``."""
    office = people.office_of(act)
    on = people.today(act, office)
    posting = people.officer(office, person, on)
    if person == act.by.person or not people.stands_above(act, office, posting.post):
        raise NotYours("Penghargaan diusulkan atasan, bukan oleh petugas itu sendiri.")
    reasons = reasons.strip()
    if not reasons or len(reasons) > LONGEST:
        wrong = f"Tulis alasannya, paling banyak {LONGEST} huruf."
        raise NotFit(wrong, {"alasan": wrong})
    half = half_of(on)
    there = queries.rewards(office.pk).filter(person_id=person, year=half.year, half=half.number)
    if there.exclude(state=State.REFUSED).exists():
        wrong = "Petugas ini sudah diusulkan pada semester ini."
        raise NotFit(wrong, {"petugas": wrong})
    counted = facts.of_officer(office, person, half.since, half.until)
    made = operations.propose_reward(
        office=office, person_id=person, post=posting.post, year=half.year, half=half.number, reasons=reasons,
        facts=asdict(counted), proposed_by_id=act.by.person, proposed_at=act.at,
    )  # fmt: skip
    log(act, "propose_reward", f"penghargaan:{made.pk}")
    return made


@transaction.atomic
def grant(act: Act, pk: int, *, number: str, on: date) -> Reward:
    """By the decree of that number and day. Raises NotThere, NotYours, MovedOn, NotFit."""
    found = _to_decide(act, pk)
    wrong, number = {}, number.strip()
    if not number or len(number) > LONGEST_NUMBER:
        wrong["nomor"] = "Tulis nomor surat keputusannya."
    if not date(found.year, 1, 1) <= on <= people.today(act, found.office):
        wrong["tanggal"] = "Tulis tanggal surat keputusan pada tahun ini, paling lambat hari ini."
    if wrong:
        raise NotFit(next(iter(wrong.values())), wrong)
    head = people.head(found.office)
    operations.change(
        found, state=State.GRANTED, number=number, decided_on=on, decided_by_id=act.by.person,
        decided_title=people.title(act, found.office, head),
    )  # fmt: skip
    log(act, "grant_reward", f"penghargaan:{pk}", whose=found.person_id)
    return found


@transaction.atomic
def refuse(act: Act, pk: int, why: str) -> Reward:
    """Raises NotThere, NotYours, MovedOn, NotFit."""
    found = _to_decide(act, pk)
    why = why.strip()
    if not why or len(why) > LONGEST_WHY:
        wrong = f"Tulis alasannya, paling banyak {LONGEST_WHY} huruf."
        raise NotFit(wrong, {"mengapa": wrong})
    operations.change(
        found, state=State.REFUSED, why=why, decided_by_id=act.by.person, decided_on=people.today(act, found.office)
    )
    log(act, "refuse_reward", f"penghargaan:{pk}")
    return found


@transaction.atomic
def agree(act: Act, pk: int, *, is_public: bool) -> Reward:
    """The officer says whether the office may name him in public; he may change his mind. Raises NotThere, NotYours."""
    found = queries.reward(pk, people.office_of(act).pk, lock=True)
    if found.state != State.GRANTED:
        raise NotThere("Penghargaan ini tidak ada di kantor Anda.")
    if found.person_id != act.by.person:
        raise NotYours("Hanya petugas itu sendiri yang menentukan apakah namanya diumumkan.")
    operations.change(found, is_public=is_public)
    log(act, "agree_reward", f"penghargaan:{pk}")
    return found


def _to_decide(act: Act, pk: int) -> Reward:
    office = people.must_be_head(act)
    found = queries.reward(pk, office.pk, lock=True)
    if found.person_id == act.by.person:
        raise NotYours("Tidak seorang pun memutuskan penghargaan untuk dirinya sendiri.")
    if found.state != State.PROPOSED:
        raise MovedOn("Usulan ini sudah diputuskan.")
    return found
