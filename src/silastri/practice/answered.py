"""A year of survey answers for the demo: invented, and the same for the same office and day."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.surveys import operations as surveys
from silastri.apps.surveys.models import Response
from silastri.domain.satisfaction.questionnaire import AGES, EDUCATIONS, OCCUPATIONS

_DAYS = 365
_FOR_EACH = 220  # answers for each office
_MEANS = {"u1": 3.35, "u2": 3.25, "u3": 3.0, "u4": 3.85, "u5": 3.4, "u6": 3.45, "u7": 3.55, "u8": 3.05, "u9": 3.2}
_SPREAD = 0.55
_BETTER_BY = 0.12  # from the beginning of the year to its end
_UNANSWERED = 0.02
_UNTOLD = 0.06  # of the profile
_SUGGESTIONS = (
    "Petugasnya ramah. Tolong tambah kursi di ruang tunggu.",
    "Waktunya sudah cepat, terima kasih.",
    "Mohon kabar lewat WhatsApp bila surat sudah selesai.",
    "Antre di loket masih lama pada hari Senin.",
    "Papan petunjuk ke loket kurang jelas.",
    "Syaratnya mudah dimengerti.",
)


def answer_for_a_year(office: Office, at: datetime) -> None:
    """Adds what was answered on the workdays of the year before."""
    services = list(Service.objects.filter(office=office).order_by("slug"))
    surveys.take_in_many([answer for service in services for answer in _of(office, service, len(services), at)])


def _of(office: Office, service: Service, among: int, at: datetime) -> Iterator[Response]:
    chance = random.Random(f"{office.slug}/{service.slug}")  # noqa: S311 - a demo that repeats
    time, today = offices.working_time(office), offices.today(office, at)
    asked = offices.definition(office).survey.extra
    liked = chance.uniform(-0.15, 0.2)  # how well this service does
    days = [day for n in range(_DAYS, 0, -1) if time.is_workday(day := today - timedelta(days=n))]
    for day in sorted(chance.choices(days, k=_FOR_EACH // among)):
        gone = 1 - (today - day).days / _DAYS
        better = liked + _BETTER_BY * gone - (0.2 if day.month in (3, 4) else 0)  # the busy weeks of each year
        own = {one.key: chance.choices((1, 2, 3, 4), (1, 3, 16, 80))[0] for one in asked}
        marks = {element: _mark(chance, mean + better) for element, mean in _MEANS.items()}
        yield Response(office=office, service=service, on=day, extra=own, **marks, **_who(chance))


def _mark(chance: random.Random, mean: float) -> int | None:
    if chance.random() < _UNANSWERED:
        return None
    return min(4, max(1, round(chance.gauss(mean, _SPREAD))))


def _who(chance: random.Random) -> dict[str, str]:
    told = {
        "sex": chance.choices("LP", (55, 45))[0],
        "age": chance.choices(AGES, (3, 25, 30, 24, 13, 5))[0],
        "education": chance.choices(EDUCATIONS, (10, 15, 45, 26, 3, 1))[0],
        "occupation": chance.choices(OCCUPATIONS, (14, 2, 2, 30, 27, 25))[0],
    }
    told = {what: "" if chance.random() < _UNTOLD else value for what, value in told.items()}
    said = chance.choice(_SUGGESTIONS) if chance.random() < 0.08 else ""
    via = chance.choices([way.value for way in Response.Via], (25, 25, 20, 20, 10))[0]
    return told | {"via": via, "suggestion": said}
