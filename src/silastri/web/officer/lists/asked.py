"""What the address of a list asks for: words, filters, an order, a page. What makes no sense is left out.

A page has its number, and where it begins: after the last row of the page before it (``sesudah``), or ends: before the
first row of the page after it (``sebelum``). Without that it is counted from the beginning.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.http import QueryDict

from silastri.apps.cases.lists import Key
from silastri.apps.cases.models import Case
from silastri.web import search
from silastri.web.forms import whole

from . import narrowed

PICKS = {
    "terlambat": "late",
    "hari_ini": "today",
    "besok": "tomorrow",
    "dikembalikan": "sent_back",
    "bebas": "free",
    "saya": "mine",
}
ORDERS = {
    "batas": "due",
    "umur": "age",
    "pemegang": "holder",
    "layanan": "service",
    "langkah": "step",
    "petugas": "hand",
}
SIZES = (25, 50, 100)
FILTERS = ("keadaan", "layanan", "langkah", "pilih", *narrowed.NAMES)
KEPT = (*FILTERS, "urut", "baris")  # what a view keeps: no words, no page
_PLACES = ("halaman", "sesudah", "sebelum")
_KEY = re.compile(r"(?:(\d{8}T\d{12})|tanpa-batas)-(\d{1,9})", re.ASCII)
STATES = {value: str(label) for value, label in Case.StateLabel.choices if value != "draft"}


@dataclass(frozen=True)
class Asked:
    words: str = ""
    state: str = ""
    service: int | None = None
    step: str = ""  # its name: several services may have a step of that name
    pick: str = ""
    order: str = "batas"
    falling: bool = False
    size: int = 50
    page: int = 1
    beyond: Key | None = None  # the row next to which the page stands
    back: bool = False  # it stands before that row
    given: dict[str, str] = field(default_factory=dict)  # as it stands in the address

    @property
    def is_limited(self) -> bool:
        return bool(self.words) or any(self.given.get(name) for name in FILTERS)

    @property
    def filters(self) -> list[tuple[str, str]]:
        """What a new search keeps."""
        return [(name, self.given[name]) for name in KEPT if name in self.given]

    @property
    def kept(self) -> str:
        """What a view would keep, as it stands in an address."""
        return address(dict(self.filters)).removeprefix("?")

    def address(self, **changes: str) -> str:
        """The same list with something else asked for, from its first page on."""
        return address({name: value for name, value in self.given.items() if name not in _PLACES} | changes)


def address(given: dict[str, str]) -> str:
    """In one order, whatever the database made of it."""
    query = QueryDict(mutable=True)
    query.update({name: given[name] for name in ("cari", *KEPT, *_PLACES) if given.get(name)})
    return f"?{query.urlencode()}"


def read(query: QueryDict, person: int, order: str = "batas") -> Asked:
    """``person`` is who asks. ``order`` is the one of the list unless another is asked for; a minus before it turns it
    round."""
    given = {name: query.get(name, "")[:400] for name in ("cari", *KEPT, *_PLACES) if query.get(name)}
    by = given.get("urut", order)
    service, size = whole(given.get("layanan", "")), whole(given.get("baris", ""))
    by = by if by.removeprefix("-") in ORDERS else order
    return Asked(
        words=search.words_in(query, person),
        state=given.get("keadaan", "") if given.get("keadaan") in STATES else "",
        service=service if service > 0 else None,
        step=given.get("langkah", ""),
        pick=PICKS.get(given.get("pilih", ""), ""),
        order=by.removeprefix("-"),
        falling=by.startswith("-"),
        size=size if size in SIZES else 50,
        page=max(1, whole(given.get("halaman", ""))),
        beyond=key_in(given.get("sesudah") or given.get("sebelum", "")),
        back="sesudah" not in given,
        given=given,
    )


def told(key: Key) -> str:
    """A key as addresses have it."""
    moment, pk = key
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%S%f}-{pk}" if moment else f"tanpa-batas-{pk}"


def key_in(typed: str) -> Key | None:
    found = _KEY.fullmatch(typed)
    if found is None:
        return None
    try:
        at = datetime.strptime(f"{found[1]}+0000", "%Y%m%dT%H%M%S%f%z") if found[1] else None
    except ValueError:
        return None
    return at, whole(found[2])
