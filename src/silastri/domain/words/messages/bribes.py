"""To those who read reports that money was asked for. It says no more than that there is something to read."""

from dataclasses import dataclass

from .template import Purpose, Template


@dataclass(frozen=True, kw_only=True)
class SomethingToRead(Template):
    """Once a morning at most, however much came."""

    key = "something_to_read"
    pattern = "Ada yang perlu Anda baca di SILASTRI.\nBuka: {link}"
    purpose = Purpose.WORK
    is_of_office = False
