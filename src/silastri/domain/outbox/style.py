"""How much an officer hears of his work."""

from enum import StrEnum


class Style(StrEnum):
    EACH = "each"
    MORNING = "morning"
    BOTH = "both"
    LATE = "late"


STYLES = {
    Style.EACH: "Kabar tiap berkas",
    Style.MORNING: "Ringkasan pagi saja",
    Style.BOTH: "Kabar tiap berkas dan ringkasan pagi",
    Style.LATE: "Hanya bila ada yang terlambat",
}
