"""Reads a web page as a person does: its links, its forms, its words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"input", "img", "br", "hr", "meta", "link", "progress", "source"}


@dataclass
class Link:
    href: str
    text: str = ""


@dataclass
class Input:
    name: str
    kind: str
    value: str = ""
    is_chosen: bool = True
    options: list[str] = field(default_factory=list)


@dataclass
class WebForm:
    action: str
    method: str
    inputs: list[Input] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)

    @property
    def values(self) -> dict[str, str]:
        """What the browser would send if nothing was typed."""
        return {i.name: i.value for i in self.inputs if i.name and i.is_chosen and i.kind != "file"}

    @property
    def names(self) -> set[str]:
        return {i.name for i in self.inputs}

    def choices(self, name: str) -> list[str]:
        return [i.value for i in self.inputs if i.name == name and i.kind in ("radio", "checkbox")]


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[Link] = []
        self.forms: list[WebForm] = []
        self.words: list[str] = []
        self._link: Link | None = None
        self._form: WebForm | None = None
        self._button = self._area = False
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in at:
            self._link = Link(at["href"])
            self.links.append(self._link)
        elif tag == "form":
            self._form = WebForm(at.get("action", ""), at.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._inside_form(self._form, tag, at)

    def _inside_form(self, form: WebForm, tag: str, at: dict[str, str]) -> None:
        if tag == "input":
            kind = at.get("type", "text")
            chosen = "checked" in at if kind in ("radio", "checkbox") else True
            value = at.get("value", "on" if kind == "checkbox" else "")
            form.inputs.append(Input(at.get("name", ""), kind, value, chosen))
        elif tag == "textarea":
            form.inputs.append(Input(at.get("name", ""), "textarea"))
            self._area = True
        elif tag == "select":
            form.inputs.append(Input(at.get("name", ""), "select"))
        elif tag == "option" and form.inputs:
            form.inputs[-1].options.append(at.get("value", ""))
            if "selected" in at or len(form.inputs[-1].options) == 1:
                form.inputs[-1].value = at.get("value", "")
        elif tag == "button":
            form.buttons.append("")
            self._button = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._link = None
        elif tag == "form":
            self._form = None
        elif tag == "button":
            self._button = False
        elif tag == "textarea":
            self._area = False

    def handle_data(self, data: str) -> None:
        if self._link is not None:
            self._link.text += data
        if self._form is not None and self._button:
            self._form.buttons[-1] += data
        if self._form is not None and self._area:
            self._form.inputs[-1].value += data
        self.words.append(data)
