"""A text as a provider of WhatsApp approves it: numbered places, and one value for each."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from .template import PLACE, Template

LONGEST = 1024  # characters of a form at Meta
LANGUAGE = "id"
UTILITY, AUTHENTICATION = "utility", "authentication"
_OPENS, _CLOSES = "Pesan dari SILASTRI:", "Terima kasih."
_APART = re.compile(r"(\{[a-z_]+\})([ \t]*\n\s*)(?=\{[a-z_]+\})")
_STARTS, _ENDS = re.compile(r"\W*\{[a-z_]+\}"), re.compile(r"\}\W*$")
_SIDE_BY_SIDE = re.compile(r"\}[ \t]*\{")


@dataclass(frozen=True, slots=True)
class FormText:
    body: str  # with {{1}}, {{2}} ...
    places: tuple[str, ...]  # the name of each


def form_text(pattern: str) -> FormText:
    """Meta refuses a text that begins or ends with a place, and one with two places that only a new line parts."""
    text = _APART.sub(_parted, pattern.strip())
    if _STARTS.match(text):
        text = f"{_OPENS}\n{text}"
    if _ENDS.search(text):
        text = f"{text}\n{_CLOSES}"
    names: list[str] = []

    def numbered(place: re.Match[str]) -> str:
        names.append(place[1])
        return f"{{{{{len(names)}}}}}"

    return FormText(PLACE.sub(numbered, text), tuple(names))


def _parted(found: re.Match[str]) -> str:
    """A full stop after a value; after an address it would belong to it, so there the next line gets a dash."""
    return f"{found[1]}\n- " if found[1] == "{link}" else f"{found[1]}.{found[2]}"


def is_crowded(pattern: str) -> bool:
    """Whether two places stand side by side in a line."""
    return bool(_SIDE_BY_SIDE.search(pattern))


def one_line(value: str) -> str:
    """Meta takes no value that is empty or has a new line."""
    return " ".join(value.split()) or "-"


def in_order(names: Iterable[str], shown: Mapping[str, str]) -> list[str]:
    return [one_line(shown[name]) for name in names]


def house_name(template: type[Template]) -> str:
    """The name of the house's text at the provider. A changed text has another, since an approved one does not
    change."""
    seen = hashlib.sha256(form_text(template.pattern).body.encode()).hexdigest()
    return f"silastri_{template.key}_{seen[:8]}"


def own_name(office: str, service: str, key: str, version: int) -> str:
    """The name of an office's text. ``service`` is empty where it is for all services."""
    of = "_".join(filter(None, (office, service, key)))
    return f"silastri_{of}_v{version}".replace("-", "_").lower()


def category(template: type[Template]) -> str:
    """By what it brings: authentication is only for a code that is typed, without an address (Meta)."""
    return AUTHENTICATION if "code" in {field.name for field in fields(template)} else UTILITY
