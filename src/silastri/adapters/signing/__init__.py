"""Signs letters electronically, and tells whether a signed one is genuine."""

from silastri import adapters

from .port import Signing


def signing() -> Signing:
    found: Signing = adapters.get("signing")
    return found
