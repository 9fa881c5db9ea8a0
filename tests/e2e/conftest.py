"""A real Chromium against the running application."""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from silastri.apps.accounts.models import Person as Account
from tests.campaign import LONG

collect_ignore = [] if LONG else ["test_clicks.py"]  # `make bench-clicks`
# Playwright's own loop runs in the test's thread; what the test asks of the database there is asked in order.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# The same browser without a window's works takes a quarter less of the processor.
CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None)
AXE = Path(__file__).parent.parent.parent / "node_modules/axe-core/axe.min.js"
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PHONE, DESK = 360, 1280
AT_DESK = (DESK, PHONE)
SHOTS = os.environ.get("SILASTRI_SHOTS", "")  # a folder for a picture of each page that has a name
T = TypeVar("T")
expect.set_options(timeout=20_000)  # how long a page may take on a busy machine; what it shows is what is tested


@pytest.fixture(scope="module")  # while it lives its loop runs, and tests that sign beside it could not
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield browser
        browser.close()


def aside(work: Callable[[], T]) -> T:
    """Does something in a thread of its own: Playwright's loop runs in the test's, and signing needs one too."""

    def done() -> T:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(done).result()


# What can be pressed or filled in on the page, by its words.
_CONTROLS = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }))
  .map((one) => `${one.localName} ${one.name ?? ""} ${one.textContent.trim().replace(/\\s+/g, " ")}`)"""


# Where the errors of a page lead that is nothing, or nothing that can be typed in, chosen or gone on from.
_ASTRAY = """() => [...document.querySelectorAll(".govuk-error-summary a")].map((link) => link.hash.slice(1))
  .filter((id) => {
  const place = document.getElementById(decodeURIComponent(id));
  return !place || !(place.matches("input, textarea, select, button, a, canvas") || place.hasAttribute("tabindex"));
})"""


# How high is what stands above the page: the bar, not the bar of a preview.
_SHELL = """() => {
  const bar = document.querySelector("header.bar");
  return bar ? Math.ceil(bar.getBoundingClientRect().height) : 0;
}"""


class Person:
    """Somebody at a screen, with what the page complained of. He works at the first of the widths."""

    def __init__(self, context: BrowserContext, address: str, widths: tuple[int, ...] = (PHONE, DESK)) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.widths = widths
        self._resize(widths[0])
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:
            self.complaints.append(text)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, phone: str | None, password: str) -> None:
        """Signs in beside the page, and opens what then follows; ``sign_in_by_hand`` is for who tries the form."""
        door = Client(SERVER_NAME=urlsplit(self.address).hostname)
        answer = door.post("/masuk/", {"nama": phone, "sandi": password})
        assert answer.status_code == 302, phone
        if answer["Location"].startswith("/masuk/bukti/"):  # an officer, whose second proof has a story of its own
            door.force_login(Account.objects.get(phone=phone))
            answer = door.get("/mulai/")
        self.page.context.add_cookies(
            [{"name": one.key, "value": one.value, "url": self.address} for one in door.cookies.values()]
        )
        self.open(answer["Location"])

    def sign_in_by_hand(self, phone: str, password: str) -> None:
        self.open("/masuk/")
        self.page.get_by_label("Nomor WhatsApp atau NIK").fill(phone)
        self.page.get_by_label("Kata sandi").fill(password)
        self.press("Masuk")

    def press(self, name: str) -> None:
        """Presses a button that sends its form, and waits for the page that answers."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=name).click()

    def by_menu(self, name: str) -> None:
        """Presses a page in the menu of the desk, after unfolding the group that holds it."""
        link = self.page.get_by_role("link", name=name, exact=True, include_hidden=True)
        group = self.page.locator("#menu details:not([open])", has=link)
        if group.count():
            group.locator("summary").click()
        self.page.locator("#menu").get_by_role("link", name=name, exact=True).click()

    def look(self, name: str = "") -> None:
        """At each width the page fits, says everything to those who cannot see it, and offers the same to press: what
        is pressed at the one could be pressed at the other. So a story is walked once, and seen at both."""
        self.page.wait_for_load_state()
        self.page.evaluate("document.fonts.ready")
        self.page.evaluate(AXE.read_text())
        offered = [self._seen_at(width, name) for width in (*self.widths[1:], self.widths[0])]
        assert all(one == offered[0] for one in offered), f"{self.page.url} offers {offered}"
        assert self.complaints == []

    def _seen_at(self, width: int, name: str) -> list[str]:
        """What it offers there."""
        self._resize(width)
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{self.page.url} is {wide} px wide"
        found = self.page.evaluate("axe.run({resultTypes: ['violations']})")
        problems = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]
        assert problems == [], f"{self.page.url} at {width} px: {problems}"
        astray = self.page.evaluate(_ASTRAY)
        assert astray == [], f"{self.page.url}: errors lead to {astray}"
        assert self._top() <= (96 if width == PHONE else 64), f"{self.page.url}: the shell is {self._top()} px high"
        if SHOTS and name:
            self.page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
        return self._offered()

    def _top(self) -> int:
        """Where the page itself begins, below the bar; a preview has a bar of its own above."""
        return self.page.evaluate(_SHELL)  # type: ignore[no-any-return]

    def _offered(self) -> list[str]:
        """What can be pressed, the menu included: on a phone a button opens it."""
        menu = self.page.locator("[popovertarget=menu]")
        is_shut = menu.count() > 0 and menu.is_visible()
        if is_shut:
            menu.click()
        found = self.page.evaluate(_CONTROLS)
        if is_shut:
            self.page.keyboard.press("Escape")
        return [one for one in found if one != "button  Menu"]

    def _resize(self, width: int) -> None:
        if self.page.viewport_size != {"width": width, "height": 800}:
            self.page.set_viewport_size({"width": width, "height": 800})


@pytest.fixture
def person(chromium: Browser, live_server, request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    """Makes people, each with a browser of his own."""
    contexts: list[BrowserContext] = []

    def make(*widths: int) -> Person:
        contexts.append(chromium.new_context(locale="id-ID"))
        return Person(contexts[-1], live_server.url, widths or (PHONE, DESK))

    yield make
    for context in contexts:
        context.close()
