"""One person at a browser: follows links by their words, fills in forms, sends them."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from .page import Page, WebForm


class Lost(Exception):
    """The page lacks what a person would look for next, or refused what the person sent."""


class Visitor:
    def __init__(self, name: str) -> None:
        self.name = name
        self._client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
        self.path = "/"
        self.page = Page("")
        self.status = 0
        self.content = b""
        self._known: dict[tuple[str, ...], str] = {}

    def open(self, path: str) -> Page:
        return self._arrive(path, self._client.get(path, follow=True))

    def click(self, words: str) -> Page:
        """Follows the first link with these words, or to what has this number. Raises Lost."""
        for link in self.page.links:
            if words in " ".join(link.text.split()) or f"/{words}/" in link.href:
                return self.open(self._absolute(link.href))
        raise Lost(f"{self.name}: di {self.path} tidak ada tautan '{words}'")

    def follow(self, *words: str) -> Page:
        """From the front page by these links. Who has been there before opens the page itself, as by a bookmark.
        Raises Lost."""
        if words in self._known:
            return self.open(self._known[words])
        self.open("/")
        for one in words:
            self.click(one)
        self._known[words] = self.path
        return self.page

    def form(self, button: str = "", has: str = "") -> WebForm:
        """The first form with that button or input. Raises Lost."""
        for form in self.page.forms:
            by_button = button and any(button in " ".join(b.split()) for b in form.buttons)
            if by_button or (has and has in form.names):
                return form
        raise Lost(f"{self.name}: di {self.path} tidak ada formulir '{button or has}'")

    def send(self, form: WebForm, typed: dict[str, Any] | None = None, *, expect: int = 200) -> Page:
        """Sends a form, with these values in place of its own. Raises Lost for another status, or an unknown input."""
        unknown = set(typed or {}) - form.names
        if unknown:
            raise Lost(f"{self.name}: formulir di {self.path} tidak punya isian {sorted(unknown)}")
        values = form.values | {name: _sent(value) for name, value in (typed or {}).items()}
        target = self._absolute(form.action or self.path)
        send = self._client.post if form.method == "post" else self._client.get
        page = self._arrive(target, send(target, values, follow=True))
        if self.status != expect:
            raise Lost(f"{self.name}: {target} menjawab {self.status}: {page.text[:300]}")
        return page

    def _arrive(self, path: str, response: Any) -> Page:
        chain = getattr(response, "redirect_chain", [])
        self.path = urlsplit(chain[-1][0]).path if chain else urlsplit(path).path
        self.status, self.content = response.status_code, response.content
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        self.page = Page(response.content.decode() if is_html else "")
        return self.page

    def _absolute(self, href: str) -> str:
        parts = urlsplit(urljoin(f"http://localhost{self.path}", href))
        return parts.path + (f"?{parts.query}" if parts.query else "")


def _sent(value: Any) -> Any:
    return SimpleUploadedFile("berkas.pdf", value, "application/pdf") if isinstance(value, bytes) else value
