"""The rows of a list, as ``isi_daftar`` draws them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Cell:
    text: str = ""
    title: str = ""  # what does not fit, or tells more
    tag: str = ""
    colour: str = "grey"  # of the tag
    why: str = ""  # below the text, where there is room for it
    late: bool = False
    # Shown in place of a text:
    due: datetime | None = None
    promise: datetime | None = None  # told beside what is due
    day: date | None = None
    state: str = ""  # as ``tanda`` knows it
    since: datetime | None = None  # when the case was handed in


@dataclass(frozen=True)
class Row:
    """``name`` is what it is opened by, and stands in its first cell."""

    key: str
    address: str
    name: str
    cells: tuple[tuple[str, Cell], ...]  # each with the kind of its column
    pick: str = ""  # what is sent when it is ticked
    does: str = ""  # what can be done with it together with others
    late: bool = False
