"""A text of the office's own, sent to its writer for looking at."""

from dataclasses import dataclass

from .template import Purpose, Template


@dataclass(frozen=True, kw_only=True)
class Trial(Template):
    """``said`` is filled with invented values."""

    key = "trial"
    pattern = "PERCOBAAN, bukan kabar sungguhan.\n{said}\nDikirim dari halaman ini:\n{link}"
    purpose = Purpose.ASKED
    is_of_office = False
    said: str
