"""Lets people pay through an outside service."""

from silastri import adapters

from .port import Service


def is_offered() -> bool:
    return adapters.offered("payment")


def service() -> Service:
    found: Service = adapters.get("payment")
    return found
