"""*Ringkasan*: every role sees its own figures, they are those of the rows, and each leads to its cases."""

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
from silastri.apps.cases.models import Case, StepRun
from silastri.apps.measures.models import ServiceDay
from silastri.apps.offices.models import Office, Posting
from silastri.apps.tickets.models import Ticket
from silastri.domain.measures import span
from tests.builders import Town, a_case, today

from .past import listed, measured, tiles, with_past

Browser = Callable[[Person | None], Client]
PAGE = "/petugas/ringkasan/"


@pytest.fixture
def busy(town: Town) -> Town:
    """Weeks of cases, and one that waits for its check."""
    case = a_case(town, "pemeriksaan")
    Case.objects.filter(pk=case.pk).update(submitted_at=timezone.now() - timedelta(days=1))
    return with_past(town)


def read(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def count(sql: str, *given: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return int(cursor.fetchone()[0] or 0)


def of_span(page: str) -> dict[str, tuple[str, str]]:
    """Those of the span of days that was asked for, which stand first."""
    return tiles(page.partition("Tepat waktu dan Lewat janji dihitung")[0])


def test_open_files_that_are_late_stand_beside_the_percent(busy: Town, browser: Browser) -> None:
    Case.objects.filter(office=busy.office, state="running").update(due_at=timezone.now() - timedelta(days=1))
    head = browser(busy.officer("kepala_dinas"))
    page = read(head)
    value, address = of_span(page)["Belum selesai dan terlambat sekarang"]
    assert int(value) == listed(head, address) > 0
    assert page.index("Hasil kerja") < page.index(">Saya<")


def test_each_figure_of_the_head_leads_to_as_many_cases(busy: Town, browser: Browser) -> None:
    head = browser(busy.officer("kepala_dinas"))
    for masa in span.CHOICES:
        page = read(head, f"{PAGE}?masa={masa}")
        shown = tiles(page) | of_span(page)
        assert {"Masuk", "Selesai", "Ditolak", "Lewat janji", "Menunggu petugas", "Terlambat"} <= shown.keys()
        for label in ("Masuk", "Selesai", "Ditolak", "Lewat janji", "Menunggu petugas", "Terlambat"):
            value, address = shown[label]
            assert listed(head, address) == int(value), (masa, label)
    rows = re.findall(
        r'<a class="govuk-link(?: late)?" href="(/petugas/permohonan/[^"]*|[^"]*jabatan[^"]*)">(\d+)</a>', page
    )
    assert rows
    for address, value in rows:
        assert listed(head, unescape(address)) == int(value)


def test_they_are_those_of_the_rows(busy: Town, browser: Browser) -> None:
    page = read(browser(busy.officer("kepala_dinas")), f"{PAGE}?masa=tahun")
    shown, year = tiles(page) | of_span(page), today().replace(month=1, day=1)
    since = timezone.localtime().replace(year=year.year, month=1, day=1, hour=0, minute=0, second=0) - timedelta(
        hours=7
    )
    of_year = "office_id = %s AND ended_at >= %s AND state = %s"
    for label, state in (("Selesai", "done"), ("Ditolak", "refused")):
        assert int(shown[label][0]) == count(
            f"SELECT count(*) FROM cases_case WHERE {of_year}", busy.office.pk, since, state
        )
    ready = "(SELECT min(r.arrived_at) FROM cases_steprun r WHERE r.case_id = c.id AND r.step = 'penyerahan')"
    ended = "FROM cases_case c WHERE office_id = %s AND ended_at >= %s AND state IN ('done', 'refused')"
    kept = count(f"SELECT count(*) {ended} AND coalesce({ready}, ended_at) <= promise_due_at", busy.office.pk, since)
    promised = count(f"SELECT count(*) {ended}", busy.office.pk, since)
    assert shown["Tepat waktu"][0] == f"{100 * kept // promised}%"
    assert int(shown["Lewat janji"][0]) == promised - kept
    waits = "office_id = %s AND state = 'running' AND step <> 'penyerahan'"
    assert int(shown["Menunggu petugas"][0]) == count(f"SELECT count(*) FROM cases_case WHERE {waits}", busy.office.pk)


def test_months_say_the_same_as_their_lists(busy: Town, browser: Browser) -> None:
    head = browser(busy.officer("kepala_dinas"))
    page = read(head)
    months = re.findall(
        r"<td>(\w+ \d{4})</td>\s*<td>.*?<strong>(\d+)%.*?<a[^>]*href=\"([^\"]*)\">(\d+)</a>", page, re.DOTALL
    )
    assert months
    for _, percent, address, promised in months:
        whole = listed(head, unescape(address))
        broken = listed(head, f"{unescape(address)}&janji=lewat")
        kept = listed(head, f"{unescape(address)}&janji=tepat")
        assert whole == kept + broken == int(promised)
        assert 0 < kept < whole or int(percent) in (0, 100)
        assert int(percent) == min(99, max(1, int(100 * kept / whole + 0.5))) or kept in (0, whole)


def test_an_officer_sees_what_is_his(busy: Town, browser: Browser) -> None:
    client = browser(busy.officer("back_office"))
    Posting.objects.filter(person=busy.officer("back_office")).update(manages=False)
    page = read(client)
    assert tiles(page).keys() == {"Menunggu saya", "Terlambat", "Jatuh tempo hari ini", "Langkah selesai hari ini"}
    for label in ("Menunggu saya", "Terlambat", "Jatuh tempo hari ini"):
        value, address = tiles(page)[label]
        assert listed(client, address) == int(value)
    assert "Kantor hari ini" not in page
    for place in ("menunggu/", "jeda/"):
        answer = client.get(f"{PAGE}{place}")
        assert answer.status_code == 403
        assert "pimpinan, atasan" in answer.content.decode()


def test_a_superior_sees_the_posts_below_him_and_no_others(busy: Town, browser: Browser) -> None:
    Case.objects.filter(pk=a_case(busy, "kajian", citizen=1).pk).update(taken_by=busy.officer("tim_teknis"))
    client = browser(busy.officer("ahli_muda"))
    page = read(client)
    assert "Petugas Back Office" in page and "Tim Teknis OPD" not in page.split("Di mana berkas menunggu</h2>")[1]
    assert "Kantor hari ini" not in page and "Penilaian warga" not in page
    waiting = read(client, f"{PAGE}menunggu/")
    assert "Petugas Back Office" in waiting and "Tim Teknis OPD" not in waiting
    assert f'href="{PAGE}menunggu/"' in page, "by the menu"


def test_a_manager_sees_the_office(busy: Town, browser: Browser) -> None:
    page = read(browser(busy.officer("back_office")))  # the first post manages
    assert "Kantor hari ini" in page and "Penilaian warga" in page


def test_where_files_wait_is_sorted_as_asked_and_leads_to_the_cases(busy: Town, browser: Browser) -> None:
    case = a_case(busy, "kajian", citizen=1)
    hand = busy.officer("tim_teknis")
    Case.objects.filter(pk=case.pk).update(taken_by=hand, taken_at=timezone.now())
    head = browser(busy.officer("kepala_dinas"))
    for order in (
        "jabatan",
        "petugas",
        "menunggu",
        "terlambat",
        "terlama",
        "sebelum",
        "dikerjakan",
        "selesai",
        "apa saja",
    ):
        page = read(head, f"{PAGE}menunggu/?urut={order}")
    rows = [re.sub(r"<[^>]+>", " ", row) for row in page.split("<tr>")]
    assert any("Tim Teknis OPD" in row and hand.name in row for row in rows)
    mine = f"/petugas/permohonan/?jabatan=tim_teknis&menunggu=petugas&petugas={hand.pk}"
    assert unescape(page).count(mine) >= 1 or listed(head, unescape(mine)) == 1


def test_what_a_list_cannot_be_narrowed_to_is_left_out(busy: Town, browser: Browser) -> None:
    head = browser(busy.officer("kepala_dinas"))
    all_of_them = listed(head, "/petugas/permohonan/")
    wrong_days = (
        "selesai=kemarin",
        "selesai=2026-13-01",
        "diajukan=2026-02-02..2026-01-01",
        "dikerjakan=x&pada=2026-01-01",
    )
    for wrong in (*wrong_days, "janji=mungkin", "menunggu=siapa", "petugas=-1", "petugas=abc", "dikerjakan=5"):
        assert listed(head, f"/petugas/permohonan/?{wrong}") == all_of_them, wrong
    assert listed(head, "/petugas/permohonan/?jabatan=tidak_ada") == 0
    assert listed(head, "/petugas/permohonan/?dikerjakan=1&pada=2001-01-01") == 0


def test_a_narrowed_list_says_so_and_lets_go(busy: Town, browser: Browser) -> None:
    head = browser(busy.officer("kepala_dinas"))
    page = read(head, "/petugas/permohonan/?jabatan=back_office&menunggu=petugas")
    assert "Di Petugas Back Office" in page and "Menunggu petugas" in page
    assert 'href="?menunggu=petugas"' in page  # without the post


def test_another_office_s_cases_are_not_counted(busy: Town, browser: Browser) -> None:
    head = browser(busy.officer("kepala_dinas"))
    before = tiles(read(head, f"{PAGE}?masa=tahun"))
    other = Office.objects.create(slug="lain", name="Lain", code="LAN", published_at=timezone.now(), definition="")
    some = StepRun.objects.order_by("pk")[:3].values_list("case", flat=True)
    ServiceDay.objects.create(office=other, service=busy.service(), on=today() - timedelta(days=2000), done=9)
    assert some
    Case.objects.filter(state="running").update(office=other)
    after = tiles(read(head, f"{PAGE}?masa=tahun"))
    assert after["Selesai"] == before["Selesai"]
    assert after["Menunggu petugas"][0] == "0"


def test_the_queue_of_today_is_shown_where_the_office_has_one(busy: Town, browser: Browser) -> None:
    client = browser(busy.officer("loket"))
    assert "Tidak ada yang menunggu." in read(client)
    office = Office.objects.get(pk=busy.office.pk)
    text = office.definition.replace("  dipakai: ya", "  dipakai: tidak")
    Office.objects.filter(pk=office.pk).update(definition=text, definition_hash="tanpa")
    assert "Antrean hari ini" not in read(client)
    Office.objects.filter(pk=office.pk).update(definition=office.definition, definition_hash=office.definition_hash)
    for serial, state in enumerate(("waiting", "waiting", "called", "done"), start=1):
        Ticket.objects.create(
            office=office, on=today(), letter="A", serial=serial, code=f"ANTRE{serial}", via="kiosk", state=state,
            taken_at=timezone.now(), arrived_at=timezone.now() - timedelta(minutes=serial),
        )  # fmt: skip
    assert "2 orang</strong> menunggu" in read(client)


def test_it_costs_few_statements_however_many_cases(busy: Town, browser: Browser) -> None:
    head = browser(busy.officer("kepala_dinas"))
    read(head)
    with CaptureQueriesContext(connection) as caught:
        read(head)
    few = len(caught)
    assert few <= 40
    with_past(busy, count=30)
    with CaptureQueriesContext(connection) as caught:
        page = read(head)
    assert len(caught) == few
    assert len(page) < 60_000


def test_an_office_without_cases_is_told_what_comes(town: Town, browser: Browser) -> None:
    page = read(browser(town.officer("kepala_dinas")))
    assert "Belum ada permohonan yang berakhir" in page
    assert "Tidak ada berkas yang menunggu petugas" in page
    measured(town)


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}menunggu/", f"{PAGE}jeda/"])
def test_citizens_and_guests_are_kept_out(town: Town, browser: Browser, address: str) -> None:
    assert browser(town.citizens[0]).get(address).status_code == 403
    assert browser(None).get(address).status_code in (302, 403)
