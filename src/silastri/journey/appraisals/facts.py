"""What is measured of an officer in a period."""

from datetime import date, timedelta
from typing import Any

from silastri.apps.appraisals import queries
from silastri.apps.measures import queries as measures
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.appraisals.rewards import Facts


def of_officer(office: Office, person: int, since: date, until: date) -> Facts:
    return _facts(office, person, since, until, *_sums(office, since, until))


def of_all(office: Office, people: list[int], since: date, until: date) -> dict[int, Facts]:
    sums = _sums(office, since, until)
    return {person: _facts(office, person, since, until, *sums) for person in people}


def _sums(office: Office, since: date, until: date) -> tuple[Any, Any]:
    steps = {key[0]: one for key, one in measures.of_steps(office.pk, since, until, "person_id").items()}
    return steps, queries.founded_complaints(office.pk, *_moments(office, since, until))


def _facts(office: Office, person: int, since: date, until: date, steps: Any, founded: Any) -> Facts:
    one = steps.get(person)
    if one is None:
        return Facts(founded=founded[person])
    back = queries.sent_back_to(office.pk, person, *_moments(office, since, until))
    return Facts(one.runs, one.late, one.returned, back, one.waiting, one.working, founded[person])


def _moments(office: Office, since: date, until: date) -> Any:
    time = offices.working_time(office)
    return time.begins(since), time.begins(until + timedelta(days=1))


def in_words(facts: Facts) -> list[tuple[str, str]]:
    """Label and value, as pages and papers show them."""
    if not facts.steps:
        return [("Langkah yang dikerjakan", "belum ada"), ("Pengaduan yang terbukti benar", str(facts.founded))]
    return [
        ("Langkah yang dikerjakan", str(facts.steps)),
        ("Tepat waktu", f"{facts.on_time} ({facts.percent} persen)"),
        ("Terlambat", str(facts.late)),
        ("Dikembalikan ke pemohon", str(facts.returned)),
        ("Dikembalikan kepadanya oleh langkah lain", str(facts.back)),
        ("Rata-rata menunggu diambil", _minutes(facts.waiting, facts.steps)),
        ("Rata-rata dikerjakan", _minutes(facts.working, facts.steps)),
        ("Pengaduan yang terbukti benar", str(facts.founded)),
    ]


def _minutes(total: int, count: int) -> str:
    """The mean in hours and minutes of working time."""
    hours, minutes = divmod(total // count, 60)
    return f"{hours} jam {minutes} menit" if hours else f"{minutes} menit"
