"""Nobody opens personal data without a line in the log: whose they are, and why they were opened."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from tests.builders import STANDARDS, Town, a_case, a_town
from tests.web.addresses import address

Browser = Callable[[Person | None], Client]


@pytest.mark.once
def test_every_page_that_shows_a_citizen_leaves_a_line(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    marks = (case.applicant.name, case.holder_name, str(case.applicant.nik))
    shown, without = 0, []
    for officer in [town.officer(post) for post in ("back_office", "loket", "kepala_dinas")]:
        client = browser(officer)
        for route in officers_routes():
            last = LogEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            answer = client.get(address(route, town, case.ref))
            body = "" if answer.streaming else answer.content.decode(errors="replace").partition("<main")[2]
            if answer.status_code not in (200, 422) or not any(mark in body for mark in marks):
                continue
            shown += 1
            lines = LogEntry.objects.filter(pk__gt=last, person=officer)
            if "<str:ref>" in str(route.pattern):
                lines = lines.filter(whose=case.applicant)
            without += [] if lines.exists() else [route.name]
    assert shown > 15
    assert without == []


def officers_routes() -> Iterator[URLPattern]:
    """All but the list of an officer's own tasks, which is shown anew with every step."""
    for route in get_resolver().url_patterns:
        for_officers = getattr(getattr(route, "callback", None), "audience", "") in ("officer", "manager")
        if isinstance(route, URLPattern) and for_officers and route.name != "inbox":
            yield route


def test_the_line_tells_why(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    path = f"/petugas/permohonan/{case.ref}/"
    for post, basis in (("ahli_muda", "task"), ("kepala_dinas", "service")):
        browser(town.officer(post)).get(path)
        line = LogEntry.objects.filter(what="see", whose=case.applicant).latest("pk")
        assert (line.detail["basis"], line.detail["post"]) == (basis, post)


@pytest.mark.once
def test_who_searches_for_a_nik_says_why(town: Town, browser: Browser) -> None:
    case, client = a_case(town, "verifikasi"), browser(town.officer("back_office"))
    nik = str(case.applicant.nik)
    address = client.post("/petugas/permohonan/", {"cari": nik})["Location"]
    asked = client.get(address).content.decode()
    assert "Untuk apa data ini dibuka?" in asked
    assert case.ref not in asked
    assert not LogEntry.objects.filter(whose=case.applicant).exists()
    told = client.post("/petugas/permohonan/", {"cari": nik}, headers={"HX-Request": "true"})
    assert told["HX-Redirect"].startswith("/petugas/permohonan/?cari=")
    assert nik not in told["HX-Redirect"]
    thing = asked.split('name="tentang" value="')[1].split('"')[0]
    given = {"alasan": "other", "keterangan": "", "tentang": thing, "lanjut": address}
    assert client.post("/petugas/alasan/", given).status_code == 422
    given["keterangan"] = f"ibunya bertanya, NIK {nik}"
    assert client.post("/petugas/alasan/", given)["Location"] == address
    assert case.ref in client.get(address).content.decode()
    line = LogEntry.objects.get(what="see", whose=case.applicant)
    assert line.detail["basis"] == "nik"
    assert line.detail["reason"].startswith("ibunya bertanya")
    assert nik not in line.detail["reason"]


@pytest.mark.once
def test_who_watches_says_why_for_each_case(town: Town) -> None:
    readers = a_town(STANDARDS / "inspektorat")
    first, second = a_case(town, "verifikasi"), a_case(town, "pemeriksaan", citizen=1)
    client = Client()
    client.force_login(readers.officer("auditor"))
    client.post("/petugas/kantor/", {"kantor": f"awasi-{town.office.pk}"})
    path = "/petugas/permohonan/{}/"
    assert "Untuk apa data ini dibuka?" in client.get(path.format(first.ref)).content.decode()
    given = {"alasan": "complaint", "keterangan": "P-12", "tentang": first.ref, "lanjut": path.format(first.ref)}
    assert client.post("/petugas/alasan/", given)["Location"] == path.format(first.ref)
    assert first.holder_name in client.get(path.format(first.ref)).content.decode()
    assert "Untuk apa data ini dibuka?" in client.get(path.format(second.ref)).content.decode()
    line = LogEntry.objects.get(what="see", about=first.ref)
    assert (line.detail["reason"], line.detail["watches"]) == ("Mengurus pengaduan: P-12", True)
