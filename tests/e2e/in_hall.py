"""A window of the hall is given its use."""

from silastri.apps.devices.models import Device
from silastri.journey.devices import tied
from tests.builders import Town
from tests.e2e.conftest import Person, aside


def give_use(visitor: Person, town: Town, mode: str) -> None:
    """The manager typed the code that this window shows."""
    visitor.open("/perangkat/")
    code = visitor.page.locator(".new-device__code").inner_text()
    at = aside(lambda: Device.objects.latest("pk").made_at)
    use = tied.Use(mode, f"Layar {mode}")
    aside(lambda: tied.tie(town.act("back_office", at), typed=code, use=use))
    visitor.page.wait_for_url("**/layar/")
