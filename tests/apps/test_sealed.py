"""Columns of our own, read as the database hands them out."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Field
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.accounts.sealed import SealedJson, SealedText
from silastri.apps.messages.models import Message
from silastri.apps.offices.models import Office
from tests.builders import MONDAY, Town


def own_columns() -> list[Field]:  # type: ignore[type-arg]
    """Every column whose values we encrypt."""
    fields = [field for model in apps.get_models() for field in model._meta.local_fields]
    ours = [field for field in fields if isinstance(field, SealedText | SealedJson)]
    assert len(ours) >= 8
    return ours


@pytest.mark.parametrize("field", own_columns(), ids=str)
def test_a_row_that_an_outer_join_does_not_find_has_no_value(field: Field) -> None:  # type: ignore[type-arg]
    read = field.from_db_value  # type: ignore[attr-defined]
    assert read(None, None, connection) is None


def an_activation(person: Person, office: Office | None = None) -> None:
    values = {"link": "http://testserver/aktivasi/x/y/"}
    Message.objects.create(person=person, office=office, to="6281", template="activation", values=values, about="x/1",
                           queued_at=MONDAY, due_at=MONDAY)  # fmt: skip


@pytest.mark.django_db
def test_a_message_without_a_case_is_shown(town: Town, browser: Callable[[Person | None], Client]) -> None:
    """An activation is about no case."""
    citizen = town.citizens[0]
    an_activation(citizen, office=town.office)
    page = browser(town.officer("loket")).get("/petugas/pesan/")
    assert page.status_code == 200
    assert "Nomor ini didaftarkan di SILASTRI" in page.content.decode()


@pytest.mark.django_db
def test_the_demo_shows_the_activation_of_a_newcomer(settings: pytest.FixtureRequest, town: Town) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    an_activation(town.citizens[0])
    page = Client().get("/demo/kotak-keluar/")
    assert page.status_code == 200
    assert "mengaktifkan akun" in page.content.decode()
