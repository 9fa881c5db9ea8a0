"""Who reaches what: every address for every kind of visitor, looked at and written to, against one table.

``table.csv`` has a row for each address and a column for each visitor, with two signs: for GET and for POST without a
word. ``y`` is let in, ``r`` led on to another page that asks again who it is, ``s`` sent to the sign-in, ``3`` not his
(403), ``4`` not there for him (404), ``5`` no such act (405), ``d`` led back to the page of a screen. Who is let in may
still be refused what he asks.

A new address needs a row. ``SILASTRI_MATRIX=write pytest -n0 tests/web/matrix`` writes the table as it is; then each
changed sign is read and judged by whoever changes it.
"""

import csv
import os
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver

from .visitors import VISITORS, scene

TABLE = Path(__file__).parent / "table.csv"
ROUTES: dict[str, URLPattern] = {str(route.name): route for route in get_resolver().url_patterns if route.name}  # type: ignore[union-attr,misc]
WRITES = os.environ.get("SILASTRI_MATRIX") == "write"


def table() -> dict[str, dict[str, str]]:
    with TABLE.open(newline="") as file:
        return {row.pop("address"): row for row in csv.DictReader(file)}


def audience(name: str) -> str:
    return str(ROUTES[name].callback.audience)  # type: ignore[attr-defined]


def sign(answer: HttpResponse, method: str) -> str:
    leads = answer.get("Location", "") if answer.status_code in (301, 302) else ""
    if leads.startswith("/masuk/?lanjut="):
        return "s"
    if leads in ("/perangkat/", "/layar/"):
        return "d"
    if leads and method == "get":
        return "r"
    assert answer.status_code < 500, answer.status_code
    return {403: "3", 404: "4", 405: "5"}.get(answer.status_code, "y")


def visit(client: Client, path: str, method: str) -> str:
    """As if it had not been: what an act writes is undone, and who was signed out is in again."""
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        found = sign(getattr(client, method)(path), method)
        transaction.set_rollback(True)
    client.cookies.load(cookies)
    return found


@pytest.mark.once  # who is let in; what is kept, the tests of each act see on both databases
@pytest.mark.parametrize("who", VISITORS)
def test_who_reaches_what(db: None, who: str) -> None:
    there = scene()
    client = VISITORS[who](there)
    seen = {name: "".join(visit(client, there.path(route), method) for method in ("get", "post"))
            for name, route in ROUTES.items()}  # fmt: skip
    if WRITES:
        write(who, seen)
    expected = {name: row[who] for name, row in table().items()}
    assert {name: (expected.get(name), found) for name, found in seen.items() if expected.get(name) != found} == {}


def write(who: str, seen: dict[str, str]) -> None:
    rows = table() if TABLE.exists() else {}
    with TABLE.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["address", "audience", *VISITORS], lineterminator="\n")
        writer.writeheader()
        for name in sorted(ROUTES):
            writer.writerow({"address": name, "audience": audience(name)} | rows.get(name, {}) | {who: seen[name]})


def test_every_address_has_its_row() -> None:
    rows = table()
    assert sorted(set(ROUTES) - set(rows)) == [], "addresses without a row"
    assert sorted(set(rows) - set(ROUTES)) == [], "rows without an address"
    assert {name: row["audience"] for name, row in rows.items()} == {name: audience(name) for name in ROUTES}


def test_no_address_is_written_twice() -> None:
    routes = [str(route.pattern) for route in get_resolver().url_patterns]
    assert sorted({route for route in routes if routes.count(route) > 1}) == []


# What holds of the whole table, so that no sign is written into it without a thought.

PUBLIC = {"public"}
OF_OFFICERS = {"officer", "manager"}


def rows(*audiences: str) -> dict[str, dict[str, str]]:
    return {name: row for name, row in table().items() if row["audience"] in audiences}


def test_nobody_is_let_in_where_somebody_is_asked_for() -> None:
    assert {row["nobody"] for row in rows("applicant", *OF_OFFICERS).values()} == {"ss"}


def test_citizens_reach_nothing_of_officers() -> None:
    assert {row[who] for row in rows(*OF_OFFICERS).values() for who in ("owner", "other citizen")} == {"33"}


def test_only_managers_reach_what_is_for_managers() -> None:
    assert {row[who] for row in rows("manager").values() for who in ("loket", "kepala_dinas")} == {"33"}


def test_another_citizen_reaches_nothing_of_a_case() -> None:
    of_a_case = {name: row for name, row in rows("applicant").items() if "<str:ref>" in str(ROUTES[name].pattern)}
    assert of_a_case
    assert {name: row["other citizen"] for name, row in of_a_case.items() if row["other citizen"] != "44"} == {}


def test_another_office_reaches_nothing_of_a_case_a_letter_or_a_complaint() -> None:
    rooms = ("petugas/permohonan/<str:ref>", "petugas/loket/<str:ref>", "petugas/surat/<str:code>",
             "petugas/pengaduan/<int:pk>", "petugas/pesan/<int:pk>")  # fmt: skip
    theirs = {name: row for name, row in rows("officer").items() if str(ROUTES[name].pattern).startswith(rooms)}
    assert len(theirs) > 40
    assert {name: row["other office"] for name, row in theirs.items() if "y" in row["other office"]} == {}
