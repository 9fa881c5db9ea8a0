"""Two offices: one where money was asked for, and the inspectorate that reads of it."""

import re
from dataclasses import dataclass

from django.test import Client

from silastri.apps.bribes.models import BribeReport
from silastri.apps.offices import queries as offices
from tests.builders import STANDARDS, Town, a_town

TEXT = "PENANDA seorang petugas minta uang"
WHOM = "Penanda Berkumis"
REACH = "penanda@contoh.example"
READ = "/petugas/laporan-uang/"


@dataclass
class Places:
    town: Town
    readers: Town


def both() -> Places:
    town = a_town()
    return Places(town, a_town(STANDARDS / "inspektorat"))


def told(client: Client, *, office: str = "rokan-hilir", **more: str) -> tuple[str, BribeReport]:
    """Fills the form in, and returns the code that is shown and the report."""
    path = f"/uang/{office}/"
    form = {"uraian": TEXT, "jumlah": "Rp77.887.788", "siapa": WHOM, "hubungi": REACH} | more
    sheet = re.search(r'name="lembar" value="([0-9a-f]{32})"', client.get(path).content.decode())
    assert sheet
    form["lembar"] = sheet[1]
    answer = client.post(path, form)
    assert answer.status_code == 200, answer.content.decode()
    code = answer.content.decode().partition("<strong>")[2].partition("</strong>")[0]
    found = BribeReport.objects.order_by("-pk").first()
    assert found
    return code, found


def words_that_tell(code: str, report: BribeReport) -> tuple[str, ...]:
    """What no page of the office may say."""
    return ("PENANDA", WHOM, REACH, "77887788", "77.887.788", code, code.replace(" ", ""), report.code,
            f"laporan {report.pk}", "Laporan permintaan uang", "bribe")  # fmt: skip


def sign_in(person: object, office: str) -> Client:
    """A browser of the person at the desk of that office."""
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    found = offices.by_slug(office)
    assert found
    client.post("/petugas/kantor/", {"kantor": found.pk})
    return client
