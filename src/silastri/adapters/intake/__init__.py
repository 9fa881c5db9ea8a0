"""Makes the files that people send safe and tidy."""

from silastri import adapters

from .port import Intake


def intake() -> Intake:
    found: Intake = adapters.get("intake")
    return found


def same_pages(one: bytes, other: bytes) -> bool:
    """Whether two PDFs have the same words on the same number of pages. False if both have no words."""
    words = intake().text(one)
    return bool(words) and words == intake().text(other) and intake().pages(one) == intake().pages(other)
