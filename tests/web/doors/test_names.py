"""What is no name is refused where it is typed, at every door, and not at the last step, when the letter is drawn."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from silastri.apps.accounts.keys import index_of
from silastri.apps.accounts.models import Person, Registration
from silastri.apps.messages.models import Message
from silastri.domain.case import form
from silastri.domain.definition.field import FieldKind
from silastri.practice import sample
from tests.builders import STANDARDS, Town, a_town, definition

Browser = Callable[[Person | None], Client]
NO_NAMES = ["Budi 😊", "محمد أمين", "Budi\u202eHACK", "bit.ly Hadiah", "www.judi", "Budi 2", "Βudi Contoh"]
pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("no_name", NO_NAMES)]


@pytest.fixture
def kampar(db: None) -> Town:
    return a_town(STANDARDS / "kampar")


def test_at_registration(no_name: str) -> None:
    typed = {"nama": no_name, "nik": "1407014107900001", "telepon": "0812 3456 7890", "setuju": "on"}
    response = Client().post("/daftar/", typed)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"nama"}
    assert not Registration.objects.exists()
    assert not Message.objects.exists()


def test_at_the_counter(no_name: str, kampar: Town, browser: Browser) -> None:
    typed = {"nik": "1401034107900001", "nama": no_name, "alamat": "Jalan Contoh Nomor 4", "telepon": ""}
    response = browser(kampar.officer("front_office")).post("/petugas/loket/mulai/", typed)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"nama"}
    assert not Person.objects.filter(nik_index=index_of("1401034107900001")).exists()


def test_of_a_person_in_a_form(no_name: str) -> None:
    found = definition()
    question = next(q for q in found.standard.form if q.kind is FieldKind.PERSON)
    typed = sample.answers(found) | {f"{question.key}.nama": no_name}
    assert f"{question.key}.nama" in form.read(found.standard.form, typed, date(2026, 11, 9), {}).errors


def test_of_an_officer(no_name: str, town: Town) -> None:
    before = Person.objects.count()
    with pytest.raises(CommandError):
        call_command("officer", office="rokan-hilir", post="back_office", name=no_name, phone="081211112222")
    assert Person.objects.count() == before
