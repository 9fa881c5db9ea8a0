"""Lets people pay through an outside service."""

from silastri import adapters

from .port import Service


def service() -> Service:
    found: Service = adapters.get("payment")
    return found
