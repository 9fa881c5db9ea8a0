"""Looks for viruses in files that people send, where the office has a program that does."""

from silastri import adapters

from .port import Antivirus


def is_offered() -> bool:
    return adapters.offered("antivirus")


def antivirus() -> Antivirus:
    found: Antivirus = adapters.get("antivirus")
    return found
