"""The log tells what happened and to which request, and nothing of anybody."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.beats import operations as beats
from silastri.journey.office import running
from silastri.web.gate.log_lines import LogLines
from silastri.web.public import track
from tests.builders import Town, a_case

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NIK, NUMBER, NAME = "1407014107900099", "081288887777", "Sariwati Rahasia"


@pytest.fixture
def log() -> Iterator[StringIO]:
    told, loggers = StringIO(), [logging.getLogger(), logging.getLogger("django")]
    handler = logging.StreamHandler(told)
    handler.setFormatter(LogLines())
    for one in loggers:
        one.addHandler(handler)
    yield told
    for one in loggers:
        one.removeHandler(handler)


def test_no_line_holds_what_somebody_typed_or_asked_for(
    town: Town, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise ValueError(f"Key (nik)=({NIK}) of {NAME} already exists")

    case, client = a_case(town, "pencetakan"), Client(raise_request_exception=False)
    client.force_login(town.officer("loket"))
    client.get("/petugas/permohonan/", {"cari": f"{NAME} {NIK}"}, follow=True)
    client.get(f"/layanan/{NIK}/{NUMBER}/")
    client.get(f"/petugas/permohonan/{case.ref}/?nama={NAME}")
    Client().post("/masuk/", {"username": NUMBER, "password": f"sandi {NAME}"})
    Client().post("/daftar/", {"nama": NAME, "nik": NIK, "telepon": NUMBER})
    Client(enforce_csrf_checks=True).post(f"/masuk/?lanjut=/{NIK}/", {"username": NUMBER})
    monkeypatch.setattr(track.cases, "tracked", fails)
    page = client.get(f"/lacak/{NIK}/", headers={"User-Agent": NAME})
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert len(lines) >= 8
    assert {line["from"] for line in lines} >= {"silastri.request", "django.request"}
    told = log.getvalue()
    for private in (NIK, NUMBER, NUMBER[1:], NAME, NAME.split()[0], case.ref):
        assert private not in told
    assert page.status_code == 500
    assert page["X-Request-ID"] in page.content.decode()
    assert any(line.get("error") == "ValueError" and line["request"] == page["X-Request-ID"] for line in lines)


def test_machines_ask_whether_it_lives(town: Town) -> None:
    assert Client().get("/sehat/").status_code == 503
    beats.beat(running.WORKER, timezone.now())
    page = Client().get("/sehat/")
    assert (page.status_code, page.json()) == (200, {"keadaan": "baik", "database": True, "worker": True})


def test_figures_are_for_who_may_read_them(town: Town, settings: Any) -> None:
    a_case(town, "pencetakan")
    assert Client().get("/metrik/").status_code == 404
    settings.METRICS_TOKEN = "panjang"
    assert Client().get("/metrik/", headers={"Authorization": "Bearer lain"}).status_code == 404
    told = Client().get("/metrik/", headers={"Authorization": "Bearer panjang"}).content.decode()
    for line in ('silastri_cases{state="running"} 1', 'silastri_requests_total{route="metrics",code="404"} ',
                 'silastri_messages_waiting{channel="whatsapp"} ', "silastri_database_bytes "):  # fmt: skip
        assert f"\n{line}" in f"\n{told}"
    for line in told.splitlines():
        assert line.startswith("# ") or (line.startswith("silastri_") and float(line.rpartition(" ")[2]) >= 0)
