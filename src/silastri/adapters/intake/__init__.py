"""Makes the files that people send safe and tidy."""

from silastri import adapters

from .port import Intake


def intake() -> Intake:
    found: Intake = adapters.get("intake")
    return found
