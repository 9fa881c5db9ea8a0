"""Draws papers."""

from silastri import adapters

from .port import Printer


def printer() -> Printer:
    found: Printer = adapters.get("pdf")
    return found
