"""The television shows the calls and how many wait, gives each call its words, and tells promises when it is quiet."""

from datetime import date, timedelta

from django.test import Client

from silastri.apps.measures.models import ServiceDay
from silastri.apps.tickets.models import Ticket
from silastri.journey.devices import promises
from silastri.journey.figures import performance
from silastri.journey.queueing import names, take
from tests.builders import MONDAY, STANDARDS, Town, a_town
from tests.web.devices.conftest import Clock
from tests.web.devices.hall import Browser, a_screen, call, with_queue

LAST_MONTH = date(2026, 10, 20)  # before MONDAY


def number(town: Town, priority: str = "") -> Ticket:
    service = town.service()
    office = service.office
    return take.take(town.act("loket"), office=office, service=service, priority=priority, via=Ticket.Via.COUNTER)


def news(television: Client) -> dict:  # type: ignore[type-arg]
    return television.get("/layar/kabar/").json()  # type: ignore[no-any-return]


def test_each_call_has_a_number_of_its_own_and_its_words(town: Town, browser: Browser, clock: Clock) -> None:
    counter = with_queue(town)
    television = a_screen(town, browser, "tv")
    first, second = number(town), number(town, "elderly")
    quiet = news(television)
    assert quiet["calls"] == [] and "2 orang" in quiet["board"]
    call(town, counter, first.number)
    heard = news(television)["calls"]
    letter = first.letter
    assert heard == [
        {
            "id": "2026-11-09:1",
            "call": 1,
            "say": f"Nomor antrean {letter}, nol nol satu, silakan ke loket dua.",
            "age": 0,
        }
    ]
    Ticket.objects.update(state="done")
    call(town, counter, second.number)
    Ticket.objects.update(state="done")
    call(town, counter, first.number)
    clock(MONDAY + timedelta(seconds=30))
    told = news(television)
    assert [one["call"] for one in told["calls"]] == [2, 3], "called again is a call of its own; the oldest first"
    assert told["calls"][0]["age"] == 30
    board = told["board"]
    assert board.index(first.number) < board.index(second.number), "the newest is the large one"
    assert "Loket 2" in board and "Rani" not in board and "elderly" not in board
    assert told["time"] == "09.00 WIB" and told["day"] == "2026-11-09"


def test_when_it_is_quiet_it_tells_promise_and_reality(town: Town, browser: Browser, clock: Clock) -> None:
    counter, television = with_queue(town), None
    service = town.service()
    days = {"office": service.office, "service": service, "on": LAST_MONTH}
    ServiceDay.objects.create(**days, done=3, refused=2, kept=3, minutes=[40, 1000, 1000, 4000, 4000])
    now = days | {"on": MONDAY.date() - timedelta(days=2)}
    ServiceDay.objects.create(**now, done=9, kept=9, minutes=[40] * 9)
    television = a_screen(town, browser, "tv")
    called = number(town)
    call(town, counter, called.number)
    assert "Janji kami" not in news(television)["board"]
    clock(MONDAY + timedelta(minutes=4))
    assert "Janji kami" not in news(television)["board"], "the counter is still busy with it"
    Ticket.objects.update(state="done")
    board = news(television)["board"]
    assert "7 hari kerja" in board and "3 hari kerja" in board and "60%" in board and "Oktober 2026" in board
    assert called.number not in board


def test_it_tells_the_same_as_the_public_page_and_hides_the_same(town: Town, browser: Browser, clock: Clock) -> None:
    service = town.service()
    days = {"office": service.office, "service": service, "on": LAST_MONTH}
    few = ServiceDay.objects.create(**days, done=4, kept=4, minutes=[40] * 4)
    television = a_screen(town, browser, "tv")
    assert promises.of_office(service.office, MONDAY) == [], "of four cases nothing is told"
    few.done, few.kept, few.minutes = 9, 7, [40] * 9
    few.save()
    (told,) = promises.of_office(service.office, MONDAY)
    public = performance.last_month(service, MONDAY)
    assert public is not None
    assert (told.month, told.usually, told.kept) == (public.month.name, public.half, public.percent)
    assert "78%" in news(television)["board"]


def test_who_is_at_a_counter_or_waits_stays_in_sight(town: Town, browser: Browser, clock: Clock) -> None:
    counter = with_queue(town)
    service = town.service()
    days = {"office": service.office, "service": service, "on": LAST_MONTH}
    ServiceDay.objects.create(**days, done=5, kept=5, minutes=[40] * 5)
    television = a_screen(town, browser, "tv")
    first = number(town)
    call(town, counter, first.number)
    Ticket.objects.update(state="serving")
    clock(MONDAY + timedelta(minutes=40))
    assert first.number in news(television)["board"], "served for long"
    Ticket.objects.update(state="done")
    number(town)
    board = news(television)["board"]
    assert "Janji kami" not in board and "Silakan tunggu" in board and "1 orang" in board
    assert names.about(first) in board, "what the letter stands for"


def test_whoever_did_not_come_leaves_the_list_soon(town: Town, browser: Browser, clock: Clock) -> None:
    counter, television = with_queue(town), a_screen(town, browser, "tv")
    first = number(town)
    call(town, counter, first.number)
    Ticket.objects.update(state="skipped")
    clock(MONDAY + timedelta(seconds=20))
    assert first.number in news(television)["board"]
    clock(MONDAY + timedelta(seconds=40))
    assert first.number not in news(television)["board"]


def test_without_measures_and_without_a_queue_it_says_little(town: Town, browser: Browser, clock: Clock) -> None:
    other = a_town(STANDARDS / "pekanbaru-dinsos")  # has no queue
    page = a_screen(other, browser, "tv").get("/layar/").content.decode()
    assert "Silakan ke loket" in page and "Janji kami" not in page
    assert "Kode QR menuju pengaduan" in page and "Kode hari ini" not in page
    page = a_screen(town, browser, "tv").get("/layar/").content.decode()
    assert "Kode hari ini" in page and "Tidak ada yang menunggu" in page


def test_what_must_be_loaded_anew(town: Town, browser: Browser, clock: Clock) -> None:
    television = a_screen(town, browser, "tv")
    page, version = television.get("/layar/").content.decode(), news(television)["version"]
    assert f'data-version="{version}"' in page
    clock(MONDAY + timedelta(days=1))
    assert news(television)["version"] != version, "the code of the hall is another"


def test_a_screen_loads_nothing_from_other_hosts(town: Town, browser: Browser, clock: Clock) -> None:
    with_queue(town)
    for mode in ("tv", "kiosk", "info", "survey"):
        answer = a_screen(town, browser, mode, nama=mode).get("/layar/")
        page = answer.content.decode()
        assert 'src="http' not in page and 'href="http' not in page and "url(http" not in page, mode
        assert "default-src 'none'" in answer["Content-Security-Policy"]
