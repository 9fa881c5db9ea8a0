"""What the demo knows of officers: two appraisals, a closed round of 360 degrees, a reward, and who signed the code."""

from dataclasses import replace
from datetime import datetime, timedelta

from silastri.apps.appraisals import queries
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import SYSTEM, Act, Actor
from silastri.domain.appraisals import peers, points
from silastri.domain.satisfaction.period import Period
from silastri.domain.satisfaction.reporting import before
from silastri.journey.appraisals import appraise, commit, people, reward, rounds
from silastri.journey.figures import measure

_TEXTS = (
    "Selalu mau menjelaskan lagi kalau saya belum paham.",
    "Kadang lupa memberi tahu bila berkasnya menumpuk.",
    "Senang bekerja dengannya.",
    "Warga sering memuji kesabarannya di loket.",
    "Bisa lebih cepat mengabari bila tidak masuk.",
)


def fill(office: Office, at: datetime) -> None:
    half = reward.half_of(offices.today(office, at))
    measure.keep_up(Act(replace(SYSTEM, office=office.pk), at, "job"), most=366, at_once=61)
    _appraise(office, half, at)
    _round(office, before(half), at)
    _reward(office, at)
    _sign(office, at)


def _appraise(office: Office, period: Period, at: datetime) -> None:
    """The first officer of whom somebody is the superior was appraised for the half year before, and it is closed; the
    second has to read his of this one."""
    on, left = offices.today(office, at), 2
    for person, posting in people.posted(office, on).items():
        above = people.superior(office, posting.post, person, on)
        if above is None or not left:
            continue
        is_first = left == 2
        left -= 1
        then = at - timedelta(days=12 if is_first else 2)
        marks = {point.key: 3 + (n + left) % 2 for n, point in enumerate(points.POINTS)}
        marks["tepat_waktu"] = marks["tepat_waktu"] if is_first else 2
        reasons = {} if is_first else {"tepat_waktu": "Beberapa berkas lewat batas karena menunggu rekan."}
        superior = _act(office, above.people[0].pk, then)
        said = appraise.Said(marks, reasons, "Terima kasih atas kerjanya semester ini.")
        about = before(period) if is_first else period
        made = appraise.give(superior, appraise.save(superior, person=person, period=about, said=said).pk)
        if is_first:
            own = _act(office, person, then + timedelta(days=2))
            read = appraise.acknowledge(own, made.pk, "Terima kasih. Masukannya saya pakai.")
            closer = people.superior(office, above.post, person, on, but=(above.people[0].pk,))
            who = closer.people[0].pk if closer else above.people[0].pk
            appraise.close(_act(office, who, then + timedelta(days=4)), made.pk, appraise.mark(read))


def _round(office: Office, period: Period, at: datetime) -> None:
    """Everybody answered."""
    then = at - timedelta(days=40)
    head = offices.in_charge(office, people.head(office), offices.today(office, at))[0].pk
    last_day = offices.today(office, then) + timedelta(days=14)
    found = rounds.open_round(_act(office, head, then), period=period, last_day=last_day)
    for rater in people.posted(office, offices.today(office, then)):
        act = _act(office, rater, then + timedelta(days=3))
        for n, asked in enumerate(list(queries.waiting_for(found.pk, rater))):
            marks = {s: 2 + (s + n + rater) % 3 for s in range(1, len(peers.STATEMENTS) + 1)}
            rounds.answer(act, about=asked.about_id, marks=marks, text=_TEXTS[(n + rater) % len(_TEXTS)])
    rounds.close(_act(office, head, then + timedelta(days=15)), found.pk)


def _reward(office: Office, at: datetime) -> None:
    """In this half year: proposed by a superior, granted by the head, and its officer agrees to be named."""
    on = offices.today(office, at)
    head = offices.in_charge(office, people.head(office), on)[0].pk
    for person, posting in people.posted(office, on).items():
        above = people.superior(office, posting.post, person, on)
        if above is None or person == head:
            continue
        reasons = "Sabar melayani warga lanjut usia, dan merapikan berkas loket sehingga mudah dicari."
        made = reward.propose(_act(office, above.people[0].pk, at), person=person, reasons=reasons)
        reward.grant(_act(office, head, at), made.pk, number=f"800/{made.pk + 110}/{on.year}", on=on)
        reward.agree(_act(office, person, at), made.pk, is_public=True)
        return


def _sign(office: Office, at: datetime) -> None:
    """All but the first."""
    texts = commit.texts(office)
    if texts:
        for person in list(people.posted(office, offices.today(office, at)))[1:]:
            commit.sign(_act(office, person, at - timedelta(days=20)), digest=texts.digest, has_read=True)


def _act(office: Office, person: int, at: datetime) -> Act:
    desk = next(one for one in offices.desks(person, at) if one.office.pk == office.pk)
    name = next(one.person.name for one in people.posted(office, offices.today(office, at)).values()
                if one.person_id == person)  # fmt: skip
    return Act(Actor(person, name, office.pk, desk.posts, desk.signs_for), at, "web")
