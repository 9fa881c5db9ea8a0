"""Signs letters electronically, and says whether a signed letter is genuine."""

from silastri import adapters

from .port import Signing


def signing() -> Signing:
    found: Signing = adapters.get("signing")
    return found
