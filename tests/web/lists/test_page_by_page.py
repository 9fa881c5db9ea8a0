"""A list goes on where the last page ended, whatever left it or came meanwhile."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from tests.builders import MONDAY, Town, a_case

from .test_case_lists import ALL, INBOX, refs

Browser = Callable[[Person | None], Client]
# Half of them due at the same moment, and some at no moment at all.
DUES = [*range(20), *([20] * 30), *([None] * 10)]


@pytest.fixture
def client(town: Town, browser: Browser) -> Client:
    """An officer for whom sixty cases wait."""
    case, now = a_case(town, "penomoran"), timezone.now().replace(microsecond=0)
    fields = {f.attname: getattr(case, f.attname) for f in Case._meta.concrete_fields if f.attname not in ("id", "ref")}
    Case.objects.bulk_create(Case(**fields, ref=f"RHL-{n:05}-00000") for n in range(59))
    for n, one in enumerate(Case.objects.order_by("-pk")):
        days = DUES[n]
        due = None if days is None else now + timedelta(days=days)
        came = MONDAY - timedelta(hours=n // 7)
        Case.objects.filter(pk=one.pk).update(due_at=due, promise_due_at=None, submitted_at=came)
    return browser(town.officer("back_office"))


def link(client: Client, address: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', client.get(address).content.decode())
    return unescape(found[1]) if found else ""


def forward(client: Client, path: str, asked: str) -> list[str]:
    """The addresses of all pages, as somebody comes there who follows the links."""
    found = [asked]
    while following := link(client, path + found[-1], "next"):
        found.append(following)
        assert len(found) < 9
    return found


def whole(path: str, order: str) -> list[str]:
    """All cases in their order, as it should be."""
    cases = list(Case.objects.exclude(state="draft"))
    if order.removeprefix("-") == "umur" or path == ALL:
        found = sorted(cases, key=lambda c: (c.submitted_at, c.pk), reverse=order != "-umur")
    else:
        dated = sorted((c for c in cases if c.due_at), key=lambda c: (c.due_at, c.pk), reverse=order == "-batas")
        found = dated + sorted((c for c in cases if not c.due_at), key=lambda c: c.pk, reverse=order == "-batas")
    return [case.ref for case in found]


@pytest.mark.parametrize("order", ["batas", "-batas", "umur", "-umur", "pemegang", "-langkah"])
def test_its_links_lead_to_every_row_once_and_back_to_the_first_page(client: Client, order: str) -> None:
    pages = forward(client, INBOX, f"?urut={order}&baris=25")
    listed = [refs(client, INBOX + page) for page in pages]
    assert [len(page) for page in listed] == [25, 25, 10]
    if order.removeprefix("-") in ("batas", "umur"):
        assert [ref for page in listed for ref in page] == whole(INBOX, order), "ties too have one order"
    assert all(f"urut={order}" in page and "baris=25" in page for page in pages), "what was asked for is kept"
    second = link(client, INBOX + pages[2], "prev")
    assert "halaman=2" in second
    assert refs(client, INBOX + second) == listed[1]
    first = link(client, INBOX + second, "prev")
    assert refs(client, INBOX + first) == listed[0]
    assert not link(client, INBOX + first, "prev") and not link(client, INBOX + pages[-1], "next")


def test_the_list_of_all_cases_has_the_newest_first_page_by_page(client: Client) -> None:
    listed = [refs(client, ALL + page) for page in forward(client, ALL, "?baris=25")]
    assert [ref for page in listed for ref in page] == whole(ALL, "umur")


def test_what_leaves_the_list_between_two_pages_takes_no_other_row_along(client: Client) -> None:
    first, second, third = (refs(client, INBOX + page) for page in forward(client, INBOX, "?baris=25"))
    following = link(client, INBOX + "?baris=25", "next")
    Case.objects.filter(ref__in=[*first[:3], first[-1]]).update(state="done")
    assert refs(client, INBOX + following) == second, "also where the row left at which the page begins"
    last = link(client, INBOX + following, "next")
    assert refs(client, INBOX + last) == third
    assert refs(client, INBOX + link(client, INBOX + last, "prev")) == second
    assert refs(client, f"{INBOX}?baris=25&halaman=2") == [*second[4:], *third[:4]], "a page by its number is counted"


def test_a_row_that_is_left_over_stays_within_reach(client: Client) -> None:
    listed = [refs(client, INBOX + page) for page in forward(client, INBOX, "?baris=25")]
    following = link(client, INBOX + "?baris=25", "next")
    Case.objects.filter(ref__in=listed[0][:10]).update(state="done")
    last = link(client, INBOX + following, "next")
    assert refs(client, INBOX + last) == listed[2], "fifty are left, and these are still to come"
    Case.objects.filter(ref__in=listed[2]).update(state="done")
    assert refs(client, INBOX + last) == listed[1][10:], "nothing is left there: the last page"


def test_going_back_is_the_first_page_where_too_little_is_left_before(client: Client) -> None:
    pages = forward(client, INBOX, "?baris=25")
    listed = [refs(client, INBOX + page) for page in pages]
    Case.objects.filter(ref__in=listed[0] + listed[1][:5]).update(state="done")
    back = INBOX + link(client, INBOX + pages[2], "prev")
    assert refs(client, back) == [*listed[1][5:], *listed[2]][:25]
    assert "Halaman 1 dari 2" in client.get(back).content.decode()


@pytest.mark.parametrize(
    "odd", ["x", "20261399T000000000000-1", "tanpa-batas-0", "20261109T000000000000-²", "-5", "%00"]
)
def test_a_place_that_makes_no_sense_is_left_out(client: Client, odd: str) -> None:
    for name in ("sesudah", "sebelum"):
        assert len(refs(client, f"{INBOX}?baris=25&halaman=2&{name}={odd}")) in (10, 25)
        assert len(refs(client, f"{INBOX}?baris=25&{name}={odd}")) == 25, "the first page needs no place"


def test_a_later_page_reads_no_row_before_it(client: Client) -> None:
    following = link(client, ALL + "?baris=25", "next")
    with CaptureQueriesContext(connection) as asked:
        client.get(ALL + following)
    assert not [one["sql"] for one in asked if "OFFSET" in one["sql"]]
    with CaptureQueriesContext(connection) as asked:
        client.get(ALL + "?baris=25&halaman=2")
    assert [one["sql"] for one in asked if "OFFSET" in one["sql"]], "that is how the row before it is found otherwise"
