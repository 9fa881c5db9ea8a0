"""A year of complaints for the demo: what is long settled is written at once, what is recent is made by the acts of
real ones. All people are invented."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle
from random import Random

from silastri.apps.accounts.models import Person
from silastri.apps.catalog.models import Service
from silastri.apps.complaints import operations
from silastri.apps.complaints.models import Complaint, Handling
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain import opening, reference
from silastri.domain.act import Act, Actor
from silastri.journey.complaints import access, answer, ask, clock, pass_on, weigh

PAST = 22  # of each office, long settled
_What, _State = Handling.What, Complaint.State
_CHANNELS = tuple(Complaint.Channel.values)
_WEIGHTS = ("light", "light", "medium", "light", "heavy")
_NAMES = ("Rahma Contoh", "Yusri Contoh", "Dewi Contoh", "Anwar Contoh", "Mariani Contoh")


# How many days ago each came, and what was done since.
_RECENT: tuple[tuple[int, tuple[str, ...]], ...] = (
    (14, ()),
    (12, ("light",)),
    (9, ("medium",)),
    (8, ("heavy",)),
    (6, ("light", "ask")),
    (5, ("answer",)),
    (3, ("pass",)),
    (1, ()),
)


@dataclass(frozen=True)
class _Text:
    said: str
    answered: str
    limit: str
    founded: bool


_TEXTS = (
    _Text(
        "Loket sudah tutup pukul 15.00, padahal di papan tertulis sampai pukul 16.00.",
        "Maaf. Petugas pulang lebih awal hari itu dan sudah ditegur. Loket buka sampai pukul 16.00.",
        "not_overseen",
        True,
    ),
    _Text(
        "Saya sudah mengirim berkas tiga kali, selalu diminta foto ulang tanpa alasan yang jelas.",
        "Maaf atas kesulitannya. Alasannya kini ditulis petugas pada tiap berkas yang dikembalikan.",
        "not_overseen",
        True,
    ),
    _Text(
        "Apakah surat ini bisa diambil orang lain bila saya di luar kota?",
        "Bisa. Bawa surat kuasa bermeterai dan KTP yang mewakili.",
        "information",
        False,
    ),
    _Text(
        "Surat saya sudah lewat tujuh hari kerja dan belum ada kabar.",
        "Setelah kami periksa, suratnya menunggu perbaikan berkas dari Saudara sejak hari kedua.",
        "not_overseen",
        False,
    ),
    _Text(
        "Petugas di loket berkata kasar kepada ibu saya yang sudah tua.",
        "Kami minta maaf. Petugasnya sudah diperiksa dan dipindahkan dari loket.",
        "overseen",
        True,
    ),
    _Text(
        "Kursi tunggu kurang dan tidak ada tempat untuk ibu menyusui.",
        "Terima kasih. Dua puluh kursi ditambah, dan ruang menyusui ada di samping loket 3.",
        "not_overseen",
        True,
    ),
)


def fill(office: Office, at: datetime) -> None:
    """``at`` is the moment at which the demo is filled."""
    services = list(Service.objects.filter(office=office).order_by("slug"))
    last: dict[int, int] = {}
    handler = _officer(office, sorted(access.roles(office).handlers)[0], at)
    if not services or handler is None:
        return
    rows: list[Handling] = []
    for n in range(PAST):
        came_at = _open(office, at - timedelta(days=350 - n * 15, hours=n % 3))
        found = _came(office, n, came_at, services[n % len(services)], last)
        rows += _settled(found, n, handler)
    Handling.objects.bulk_create(rows)
    _recent(office, at, services, last)


def _open(office: Office, moment: datetime) -> datetime:
    """That moment, or when the office opens next."""
    time = offices.working_time(office)
    return moment if opening.is_open(time, moment) else opening.opens(time, time.workday_from(time.day(moment)))


def _came(office: Office, n: int, at: datetime, service: Service, last: dict[int, int]) -> Complaint:
    text, year = _TEXTS[n % len(_TEXTS)], offices.today(office, at).year
    last[year] = last.get(year, 0) + 1
    identity = ("named", "named", "confidential", "anonymous")[n % 4]
    who = {} if identity == "anonymous" else {"name": _NAMES[n % len(_NAMES)], "address": f"Jalan Contoh Nomor {n + 1}"}
    found = Complaint(
        office=office,
        at_office=office,
        year=year,
        serial=last[year],
        code=reference.registration(operations.CODE, Random(office.pk * 1000 + n).choice),  # noqa: S311  the same each time
        channel=_CHANNELS[n % len(_CHANNELS)],
        kind="information" if text.limit == "information" else "complaint",
        identity=identity,
        complainant=who,
        service=service,
        text=text.said,
        digest=operations.digest_of(text.said) if n >= PAST else f"{office.pk}-{n}",  # of the recent, two say the same
        received_at=at,
        external_number=f"SP4N-{10_000 + n}" if _CHANNELS[n % len(_CHANNELS)] == "sp4n" else "",
    )
    clock.begin(found)
    found.save()
    Handling.objects.create(complaint=found, what=_What.CAME, at=at, by_complainant=True)
    return found


def _settled(found: Complaint, n: int, handler: Person) -> list[Handling]:
    """Most were answered and closed; some lapsed or were withdrawn."""
    text, at = _TEXTS[n % len(_TEXTS)], found.received_at
    post = sorted(access.roles(found.office).handlers)[0]
    found.weight, found.limit = _WEIGHTS[n % len(_WEIGHTS)], text.limit
    clock.end(found)
    by = {"complaint": found, "office": found.office, "post": post, "by": handler}
    rows = [Handling(what=_What.WEIGHED, at=at + timedelta(hours=2), inside=True, text="Menurut isinya.", **by)]
    if n % 9 == 4:
        found.state, found.closed_at = _State.LAPSED, at + timedelta(days=32)
        rows.append(Handling(what=_What.ASKED, at=at + timedelta(days=1), text="Kapan kejadiannya?", **by))
        rows.append(Handling(complaint=found, what=_What.LAPSED, at=found.closed_at, office=found.office))
    elif n % 11 == 7:
        found.state, found.closed_at = _State.WITHDRAWN, at + timedelta(days=3)
        rows.append(Handling(complaint=found, what=_What.WITHDRAWN, at=found.closed_at, by_complainant=True))
    else:
        found.answered_at, found.closed_at = at + timedelta(days=3 + n % 5), at + timedelta(days=18 + n % 5)
        found.state, found.founded = _State.CLOSED, text.founded
        found.rating = (4, 3, None, 4, 2)[n % 5]
        rows += _consulted(found, at + timedelta(days=2))
        rows.append(Handling(what=_What.ANSWERED, at=found.answered_at, text=text.answered, **by))
        rows.append(Handling(what=_What.TOLD, at=found.answered_at, via=found.channel, **by))
        rows.append(Handling(complaint=found, what=_What.CLOSED, at=found.closed_at, office=found.office))
    found.save()
    return rows


def _consulted(found: Complaint, at: datetime) -> list[Handling]:
    rows = []
    for post in access.to_consult(found):
        said = {"text": "Setuju dengan jawaban itu.", "inside": True, "by": _officer(found.office, post, at)}
        rows.append(Handling(complaint=found, what=_What.CONSULTED, at=at, office=found.office, post=post, **said))
    return rows


def _recent(office: Office, at: datetime, services: list[Service], last: dict[int, int]) -> None:
    """One in each state in which somebody has something to do."""
    one_of, n = cycle(services), PAST
    for days, then in _RECENT:
        came_at = _open(office, at - timedelta(days=days))
        found = _came(office, n, came_at, next(one_of), last)
        n += 1
        act = _act(office, sorted(access.roles(office).handlers)[0], min(came_at + timedelta(hours=1), at))
        if act:
            _go_on(act, found, then)


def _go_on(act: Act, found: Complaint, then: tuple[str, ...]) -> None:
    text = next(one for one in _TEXTS if one.said == found.text)
    if not then:
        return
    weight = then[0] if then[0] in Complaint.Weight.values else "light"
    weigh.weigh(act, pk=found.pk, weight=weight, limit=text.limit, reason="Menurut isinya.")
    if "ask" in then:
        ask.ask(act, pk=found.pk, what="Tolong tulis tanggal kejadiannya.")
    if "answer" in then:
        answer.answer(act, pk=found.pk, text=text.answered, outcome="benar" if text.founded else "tidak")
    if "pass" in then and (to := pass_on.receivers(act, found)):
        pass_on.pass_on(act, pk=found.pk, to=to[-1][0], note="Tolong diperiksa dan dijawab.")


def _act(office: Office, post: str, at: datetime) -> Act | None:
    person = _officer(office, post, at)
    return Act(Actor(person.pk, person.name, office.pk, {post: ""}), at, "web") if person else None


def _officer(office: Office, post: str, at: datetime) -> Person | None:
    return next(iter(offices.holders(office, post, offices.today(office, at))), None)
