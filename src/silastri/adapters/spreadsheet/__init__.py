"""Writes tables that offices open in their spreadsheet programs."""

from silastri import adapters

from .port import Spreadsheet


def spreadsheet() -> Spreadsheet:
    found: Spreadsheet = adapters.get("spreadsheet")
    return found
