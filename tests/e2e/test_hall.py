"""The hall in real windows: a number from the touch-screen is called and stands on the television, which outlives a
server that was switched off; and a window that is tied to its use shows nothing else."""

import re

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from silastri.apps.tickets.models import Ticket
from silastri.practice import sample
from tests.adapters.messaging.started import free_port
from tests.builders import MONDAY, a_town
from tests.e2e.conftest import AT_DESK, Person, aside
from tests.e2e.in_hall import give_use
from tests.web.devices.hall import with_queue

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LONG_NAME = "Rekomendasi Bantuan Pengiriman Lanjutan Jompo Terlantar bagi Warga Luar Daerah"
SLOW = 60_000  # milliseconds: the television itself waits up to ten seconds before it says so, or asks again
TELEVISION, TOUCH = (1920, 1280), (1080, 1280)


class Again(ThreadedWSGIServer):
    """Takes the port again on which a server was that is switched off."""

    def server_bind(self) -> None:
        self.allow_reuse_address = True
        super().server_bind()


def test_from_the_touch_screen_to_the_television(person, chromium, live_server, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("silastri.web.guard.timezone.now", lambda: MONDAY)
    # No line is kept open, over which a server that was switched off would still answer.
    monkeypatch.setattr("django.core.servers.basehttp.WSGIRequestHandler.protocol_version", "HTTP/1.0")
    monkeypatch.setattr(LiveServerThread, "server_class", Again)
    town = a_town()
    aside(lambda: with_queue(town))
    server = LiveServer(f"localhost:{free_port()}")  # one of its own, which is switched off below
    television = Person(chromium.new_context(locale="id-ID"), server.url, TELEVISION)
    give_use(television, town, "tv")
    touch = person(*TOUCH)
    touch.page.add_init_script("window.print = () => { window.printed = true; }")
    give_use(touch, town, "kiosk")
    touch.look("layar-sentuh")
    touch.page.locator(".target").first.click()
    touch.page.get_by_role("button", name="Lanjut usia").click()
    number = touch.page.locator(".slip__number")
    expect(number).to_be_visible()
    touch.look("nomor")
    assert touch.page.evaluate("window.printed"), "the paper comes by itself"
    for width in ("80", "58"):
        touch.page.evaluate("width => { document.querySelector('.slip').className = `slip slip--${width}`; }", width)
        touch.page.evaluate("name => { document.querySelector('.slip__about').textContent = name; }", LONG_NAME)
        paper = touch.page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type /Page\b", paper)) == 1, f"one slip of {width} mm"
    called = number.inner_text().splitlines()[-1]
    assert called == aside(lambda: Ticket.objects.get(priority="elderly").number)

    officer = person(*AT_DESK)
    officer.sign_in(town.officer("loket").phone, sample.PASSWORD)
    officer.open("/petugas/antrean/")
    officer.press("Panggil berikutnya")
    expect(television.page.locator(".tv__number")).to_have_text(called)
    expect(television.page.locator(".tv__counter")).to_have_text("Loket 2")
    assert television.page.evaluate("JSON.parse(sessionStorage.getItem('said')).call") == 1
    television.look("televisi-panggilan")

    server.stop()
    expect(television.page.get_by_text("Menyambung lagi…")).to_be_visible(timeout=SLOW)
    officer.press("Panggil lagi")
    television.complaints.clear()  # the browser tells of each request that nobody answered
    again = LiveServer(f"localhost:{server.thread.port}")
    expect(television.page.get_by_text("Menyambung lagi…")).to_be_hidden(timeout=SLOW)
    expect(television.page.locator(".tv__now")).to_have_attribute("data-call", "2026-11-09:2")
    again.stop()
    television.page.context.close()

    for elsewhere in ("/", "/masuk/", "/petugas/", "/perangkat/", "/layar/survei/"):
        touch.open(elsewhere)
        assert touch.page.url.endswith("/layar/"), elsewhere
    touch.page.context.set_offline(True)
    touch.page.locator(".target").first.click()
    expect(touch.page.get_by_text("Jaringan terputus")).to_be_visible()
    touch.page.context.set_offline(False)
    touch.page.locator(".target").first.click()
    expect(touch.page.get_by_role("button", name="Ambil nomor")).to_be_visible()
