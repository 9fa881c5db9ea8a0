"""The messages and the letters of an office, the newest first, a page at a time."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.messages.models import Message
from silastri.web.officer.lists import newest
from tests.builders import MONDAY, Town, a_case

Browser = Callable[[Person | None], Client]
_NEIGHBOUR = re.compile(r'rel="(prev|next)" href="([^"]+)"')
A_PAGE = 3


@pytest.fixture(autouse=True)
def short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newest, "A_PAGE", A_PAGE)


def messages(town: Town, count: int) -> None:
    """Two of each moment, so that their ids decide."""
    Message.objects.bulk_create(
        Message(office=town.office, to="+6281200000000", template="progress", about=f"event-{n}", state="sent",
                queued_at=MONDAY + timedelta(minutes=n // 2), due_at=MONDAY)
        for n in range(count)
    )  # fmt: skip


def asked(address: str) -> list[str]:
    at = newest.page(Message.objects.all(), QueryDict(address), by="queued_at")
    return [row.about for row in at.rows]


@pytest.mark.parametrize("count", [0, 1, 3, 4, 6, 7, 20])
def test_each_row_is_on_one_page_there_and_back(town: Town, count: int) -> None:
    messages(town, count)
    found = Message.objects.all()
    pages, at = [], newest.page(found, QueryDict(), by="queued_at")
    pages.append(at)
    while at.older:
        at = newest.page(found, QueryDict(f"sesudah={at.older}"), by="queued_at")
        pages.append(at)
    rows = [row.about for page in pages for row in page.rows]
    assert rows == [f"event-{n}" for n in reversed(range(count))]
    assert len(pages) == max(1, -(-count // A_PAGE))
    for before in reversed(pages[:-1]):
        at = newest.page(found, QueryDict(f"sebelum={at.newer}"), by="queued_at")
        assert at == before
    assert not at.newer


@pytest.mark.parametrize(
    "typed", ["sesudah=x", "sebelum=99999999T000000000000-1", "sesudah=tanpa-batas-1", "halaman=9"]
)
def test_an_address_that_makes_no_sense_shows_the_newest(town: Town, typed: str) -> None:
    messages(town, 5)
    assert asked(typed) == ["event-4", "event-3", "event-2"]


def test_a_page_whose_rows_are_gone_shows_the_newest(town: Town) -> None:
    messages(town, 5)
    older = newest.page(Message.objects.all(), QueryDict(), by="queued_at").older
    Message.objects.filter(about__in=["event-0", "event-1"]).delete()
    assert asked(f"sesudah={older}") == ["event-4", "event-3", "event-2"]


def test_a_new_row_moves_nothing_on_an_older_page(town: Town) -> None:
    messages(town, 7)
    older = newest.page(Message.objects.all(), QueryDict(), by="queued_at").older
    Message.objects.create(office=town.office, to="+6281200000000", template="progress", about="new", state="sent",
                           queued_at=MONDAY + timedelta(hours=1), due_at=MONDAY)  # fmt: skip
    assert asked(f"sesudah={older}") == ["event-3", "event-2", "event-1"]


@pytest.mark.parametrize("where", ["/petugas/pesan/", "/petugas/surat/"])
def test_an_officer_goes_to_older_ones_and_back(town: Town, browser: Browser, where: str) -> None:
    for _ in range(2 * A_PAGE + 1):
        a_case(town, None)
    client = browser(town.officer("ahli_madya"))

    def page(address: str) -> tuple[str, dict[str, str]]:
        response = client.get(address)
        assert response.status_code == 200
        shown = response.content.decode()
        return shown, {rel: f"{where}{unescape(to)}" for rel, to in _NEIGHBOUR.findall(shown)}

    first, beside = page(where)
    assert "prev" not in beside
    second, beside = page(beside["next"])
    assert "next" in beside
    again, beside = page(beside["prev"])
    rows = re.compile(r'href="(/petugas/(?:pesan|surat)/[^"?]+)"')
    assert rows.findall(again) == rows.findall(first)
    assert len(rows.findall(first)) >= A_PAGE
    assert not set(rows.findall(first)) & set(rows.findall(second)) - {"/petugas/pesan/kirim-lagi/"}


def test_the_newest_message_stands_first(town: Town, browser: Browser) -> None:
    messages(town, 9)
    page = browser(town.officer("ahli_madya")).get("/petugas/pesan/").content.decode()
    shown = re.findall(r'href="/petugas/pesan/(\d+)/"', page)
    assert shown == [str(pk) for pk in Message.objects.order_by("-queued_at", "-pk").values_list("pk", flat=True)[:3]]


def test_a_filter_stays_on_the_next_page(town: Town, browser: Browser) -> None:
    messages(town, 9)
    page = browser(town.officer("ahli_madya")).get("/petugas/pesan/?keadaan=sent&lewat=whatsapp").content.decode()
    following = unescape(dict(_NEIGHBOUR.findall(page))["next"])
    assert QueryDict(following.removeprefix("?")).dict().keys() == {"keadaan", "lewat", "sesudah"}
