"""Where backups lie."""

from silastri import adapters

from .port import Store


def store() -> Store:
    found: Store = adapters.get("backup")
    return found
