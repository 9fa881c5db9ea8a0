"""Who comes to an address, and what is behind it: a case and papers of one office, seen by its own people, by those of
another, by the citizen whose they are and by another."""

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client
from django.urls import URLPattern

from silastri.apps.accounts.models import Person
from silastri.apps.letters import queries as letters
from silastri.apps.messages.models import Message
from silastri.apps.offices.models import Posting
from tests.builders import STANDARDS, Town, a_case, a_town
from tests.complained import a_complaint
from tests.web.addresses import address, worker_lives


@dataclass
class Scene:
    town: Town
    other: Town
    watchers: Town
    ref: str
    numbers: dict[str, int]  # of a row of the office, by the room of its address
    code: str  # of a letter of the same citizen

    def path(self, route: URLPattern) -> str:
        found = address(route, self.town, self.ref).replace("X" * 16, self.code)
        for room, pk in self.numbers.items():
            found = found.replace(f"{room}/1/", f"{room}/{pk}/")
        return found


def scene() -> Scene:
    worker_lives()
    town, other, watchers = a_town(), a_town(STANDARDS / "kampar"), a_town(STANDARDS / "inspektorat")
    done, case = a_case(town, None), a_case(town, "verifikasi")
    paper, message = case.documents.first(), Message.objects.filter(case=case).first()
    assert paper
    assert message
    numbers = {"berkas": paper.pk, "petugas/pesan": message.pk, "petugas/pengaduan": a_complaint(town).pk}
    return Scene(town, other, watchers, case.ref, numbers, letters.products(done)[0].code)


Enter = Callable[[Scene], Client]


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _citizen(number: int) -> Enter:
    return lambda scene: _signed_in(scene.town.citizens[number])


def _officer(post: str) -> Enter:
    return lambda scene: _signed_in(scene.town.officer(post))


def _of_other_office(scene: Scene) -> Client:
    """Who has every post there and manages it."""
    posting = Posting.objects.get(office=scene.other.office, manages=True)
    for one in Posting.objects.filter(office=scene.other.office).exclude(person=posting.person):
        one.person = posting.person
        one.save()
    return _signed_in(posting.person)


def _watcher(scene: Scene) -> Client:
    client = _signed_in(scene.watchers.officer("auditor"))
    assert client.post("/petugas/kantor/", {"kantor": f"awasi-{scene.town.office.pk}"}).status_code == 302
    why = {"alasan": "audit", "semua": "on", "tentang": "*", "lanjut": "/petugas/"}
    assert client.post("/petugas/alasan/", why).status_code == 302
    return client


VISITORS: dict[str, Enter] = {
    "nobody": lambda _: Client(),
    "owner": _citizen(0),
    "other citizen": _citizen(1),
    "loket": _officer("loket"),
    "back_office": _officer("back_office"),
    "kepala_dinas": _officer("kepala_dinas"),
    "other office": _of_other_office,
    "watcher": _watcher,
}
