"""A real Chromium against the running application."""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

# Playwright's own loop runs in the test's thread; what the test asks of the database there is asked in order.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parent.parent.parent / "node_modules/axe-core/axe.min.js"
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDTHS = (360, 1280)
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


class Person:
    """Somebody at a screen, with what the page complained of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:
            self.complaints.append(text)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def sign_in(self, phone: str, password: str) -> None:
        self.open("/masuk/")
        self.page.get_by_label("Nomor WhatsApp atau NIK").fill(phone)
        self.page.get_by_label("Kata sandi").fill(password)
        self.press("Masuk")

    def press(self, name: str) -> None:
        """Presses a button that sends its form, and waits for the page that answers."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=name).click()

    def look(self) -> None:
        """The page fits its width, and says everything to those who cannot see it."""
        self.page.wait_for_load_state("networkidle")
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.viewport_size["width"], f"{self.page.url} is {width} px wide"  # type: ignore[index]
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run({resultTypes: ['violations']})")
        problems = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]
        assert problems == [], f"{self.page.url}: {problems}"
        assert self.complaints == []


@pytest.fixture
def person(chromium: Browser, live_server, request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    """Makes people, each with a browser of his own."""
    contexts: list[BrowserContext] = []

    def make(width: int = 360) -> Person:
        context = chromium.new_context(viewport={"width": width, "height": 800}, locale="id-ID")
        contexts.append(context)
        return Person(context, live_server.url)

    yield make
    for context in contexts:
        context.close()
