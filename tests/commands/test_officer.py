"""The first officer of an office, and one who lost every proof where no two managers can help."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from silastri.apps.accounts.models import Person
from tests.builders import Town

PHONE, GOOD = "+6281211112222", "kedondong ungu palu"


def ran(**options: object) -> str:
    told = StringIO()
    call_command("officer", phone=PHONE, stdout=told, **options)
    return told.getvalue()


def test_a_link_and_not_a_password_makes_the_first_officer(town: Town) -> None:
    told = ran(office="rokan-hilir", post="back_office", name="Budi Contoh", manages=True)
    link = re.search(r"http://testserver(/sandi-baru/\S+)", told)
    assert link
    client = Client()
    assert client.post(link[1], {"sandi": "jeruk-biru7"}).status_code == 422, "an officer needs twelve letters"
    assert client.post(link[1], {"sandi": GOOD}).status_code == 302
    assert client.get(link[1]).status_code == 409
    assert client.post("/masuk/", {"nama": PHONE, "sandi": GOOD})["Location"] == "/masuk/bukti/"
    code = re.search(r": ([A-Z0-9]{5}-[A-Z0-9]{5})", ran(rescue=True))
    assert code and "sandi-baru" not in ran(office="rokan-hilir", post="loket", name="Budi Contoh")


@pytest.mark.parametrize("options", [{"rescue": True}, {"office": "rokan-hilir"}, {}])
def test_what_lacks_makes_nobody(town: Town, options: dict[str, object]) -> None:
    with pytest.raises(CommandError):
        ran(**options)
    assert not Person.objects.filter(phone=PHONE).exists()
