"""Tells at start which services are missing."""

from typing import Any

from django.apps import AppConfig
from django.core import checks

from silastri.journey.office import health


def missing_services(**_: Any) -> list[checks.CheckMessage]:
    return [
        checks.Warning(f"{service.name}: {service.state}. {service.meaning}", id="silastri.W001")
        for service in health.missing()
    ]


class Commands(AppConfig):
    name = "silastri.commands"

    def ready(self) -> None:
        checks.register(missing_services, deploy=True)
