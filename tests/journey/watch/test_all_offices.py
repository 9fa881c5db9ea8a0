"""The page of all offices: numbers alone, problems first, and no more questions to the database for more offices."""

from datetime import UTC, datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from silastri.apps.cases.models import Case
from silastri.apps.measures.models import ServiceDay
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.act import Act, Actor
from silastri.journey.watch.all_offices import all_offices
from tests.builders import MONDAY, STANDARDS, Town, a_case, a_town, today

PATH = "/petugas/semua-kantor/"


def test_numbers_of_every_office(town: Town) -> None:
    readers = a_town(STANDARDS / "inspektorat")
    case = a_case(town, "verifikasi")
    Case.objects.filter(pk=case.pk).update(promise_due_at=MONDAY.replace(year=2020))
    ServiceDay.objects.create(office=town.office, service=town.service(), on=today(), done=3, refused=1, kept=3)
    client = Client()
    client.force_login(readers.officer("inspektur"))
    shown = client.get(PATH).content.decode()
    for said in (town.office.name, "75%", "belum ada cadangan yang tercatat", "Pekerja tidak berjalan"):
        assert said in shown, said
    first, then = (shown.index(f">{place.office.name}</a>") for place in (town, readers))
    assert first < then
    assert case.ref not in shown
    assert case.applicant.name not in shown
    assert client.get(f"{PATH}?urut=nama").status_code == client.get(f"{PATH}?urut=x").status_code == 200
    for person in (readers.officer("auditor"), town.officer("kepala_dinas")):
        client.force_login(person)
        assert client.get(PATH).status_code == 403
    # Whoever may look after all does not do so from the desk at which they watch over one office.
    client.force_login(readers.officer("inspektur"))
    client.post("/petugas/kantor/", {"kantor": f"awasi-{town.office.pk}"})
    assert client.get(PATH).status_code == 403


def test_as_many_questions_for_many_offices(town: Town) -> None:
    readers = a_town(STANDARDS / "inspektorat")
    person = readers.officer("inspektur")
    at = datetime.now(UTC)
    desk = next(one for one in offices.desks(person.pk, at) if one.office.pk == readers.office.pk)
    act = Act(Actor(person.pk, person.name, desk.office.pk, desk.posts), at, "web")
    all_offices(act, desk)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            all_offices(act, desk)
        return len(queries)

    before = asked()
    for n in range(5):
        Office.objects.create(
            slug=f"k{n}",
            name=f"Kantor {n}",
            code=f"K{chr(65 + n)}",
            definition="",
            definition_hash="x",
            published_at=at,
        )
    assert asked() == before <= 6
