"""Reads a web page as a person does: its links, its forms, its words."""

from dataclasses import dataclass, field
from typing import Any

from lxml import html


@dataclass
class Link:
    href: str
    text: str


@dataclass
class WebForm:
    action: str
    method: str
    names: set[str]
    values: dict[str, str]  # what the browser would send if nothing were typed
    buttons: list[str]
    offered: dict[str, list[str]] = field(default_factory=dict)  # by name, the values of boxes and round buttons

    def choices(self, name: str) -> list[str]:
        return self.offered.get(name, [])


class Page:
    def __init__(self, content: str) -> None:
        root = html.document_fromstring(content if content.strip() else "<html></html>")
        self.links = [Link(link.get("href"), link.text_content()) for link in root.iter("a") if "href" in link.attrib]
        self.forms = [_form(form) for form in root.forms]
        self.text = " ".join(" ".join(root.xpath("//text()")).split())


def _form(form: Any) -> WebForm:
    offered: dict[str, list[str]] = {}
    for box in form.iter("input"):
        is_chosen_among = box.get("type") in ("radio", "checkbox")
        box.set("value", box.get("value", "on" if is_chosen_among else ""))  # lxml forgets an input that holds nothing
        if is_chosen_among:
            offered.setdefault(box.get("name", ""), []).append(box.get("value"))
    buttons = [button.text_content() for button in form.iter("button")]
    names = {one.name for one in form.inputs if one.name}
    return WebForm(form.get("action", ""), form.method.lower(), names, dict(form.form_values()), buttons, offered)
