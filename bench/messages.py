"""Messages a second through the outbox and the adapter of WhatsApp, beside the same requests without an outbox, and how
soon a message is handed over.

    make bench-messages
    MESSAGES=1000 SECONDS=60 make bench-messages

The provider is the example gateway, a process of its own. The limit is measured in the same run: the same messages by
the same adapter, as many side by side, with nothing kept. Then the worker of the product runs with the pace of a real
provider, while messages are queued as on a busy morning: ten a second, and fifty more at once. At the end, what the
messages of a thousand cases cost.
"""

import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from databases import both

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from silastri.adapters.messaging.port import Form, Outgoing, Pace  # noqa: E402
from silastri.adapters.messaging.whatsapp.cloud_api import CloudApi  # noqa: E402

MESSAGES, SECONDS = int(os.environ.get("MESSAGES", "300")), int(os.environ.get("SECONDS", "30"))
ROUNDS, AT_ONCE, A_SECOND, BURST, SOON = 5, 8, 10, 50, 10


class AtTheGateway(CloudApi):
    """The adapter of WhatsApp as settings name it, at the address that this script was given."""

    def __init__(self) -> None:
        super().__init__(url=f"{os.environ['GATEWAY']}/v25.0", number_id="1", token="contoh-token")


class Unpaced(AtTheGateway):
    pace = Pace(a_second=1e9, between=timedelta())


def main() -> None:
    if "--one" in sys.argv:
        measure()
        return
    with both("messages") as databases:
        for name, database in databases.items():
            beside(name, database)


def beside(name: str, database: str) -> None:
    print(f"\n{name}: median of {ROUNDS} interleaved rounds of {MESSAGES} messages, {AT_ONCE} side by side")
    with tempfile.TemporaryDirectory() as home, gateway() as address:
        (Path(home) / "LATIHAN").write_text("Uji kecepatan.\n")  # practice, in which example keys may sign
        environment = os.environ | {"SILASTRI_HOME": home, "SILASTRI_DATABASE": database, "GATEWAY": address}
        environment.pop("SILASTRI_DEMO", None)
        # A process of its own: settings are read once.
        if os.spawnve(os.P_WAIT, sys.executable, [sys.executable, __file__, "--one"], environment):
            print(f"{name} could not be measured")


@contextmanager
def gateway() -> Iterator[str]:
    """The address of an example gateway that takes everything and tells nothing."""
    command = [sys.executable, "-m", "silastri", "gateway", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        found = re.search(r"http://[\d.:]+", process.stdout.readline())
        assert found
        yield found[0]
    finally:
        process.terminate()
        process.wait(20)


def measure() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "silastri.config.settings"
    os.environ["SILASTRI_STATIC_NAMES"] = "plain"
    import django
    from django.conf import settings

    settings.ADAPTERS["whatsapp"] = {"BACKEND": f"{__name__}.{Unpaced.__name__}"}
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    throughput()
    handed_over_soon()
    thousand_cases()


def throughput() -> None:
    raw, ours = list[float](), list[float]()
    for turn in range(ROUNDS + 1):  # the first warms up
        contenders = [(raw, by_hand), (ours, by_outbox)]
        for rates, contender in contenders if turn % 2 else contenders[::-1]:
            seconds = contender(turn)
            if turn:
                rates.append(MESSAGES / seconds)
    ratio = statistics.median(our / other for our, other in zip(ours, raw, strict=True))
    print(f"  requests alone         {statistics.median(raw):8.0f} messages/s")
    print(f"  through the outbox     {statistics.median(ours):8.0f} messages/s  x{ratio:.2f} of it")


def by_hand(turn: int) -> float:
    sender = Unpaced()
    form = Form("silastri_has_account", ["https://layanan.example.go.id/masuk/"])
    given = [Outgoing(_number(one), "", f"r{turn}-{one}", form=form) for one in range(MESSAGES)]
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        assert all(pool.map(sender.send, given))
    return time.perf_counter() - began


def by_outbox(turn: int) -> float:
    from silastri.apps.messages.models import Message
    from silastri.domain.act import SYSTEM, Act
    from silastri.journey.outbox.send import send

    queue(MESSAGES, _now())
    began = time.perf_counter()
    while send(Act(SYSTEM, _now(), "job")):
        pass
    seconds = time.perf_counter() - began
    assert not Message.objects.exclude(state="sent").exists()
    return seconds


def queue(number: int, at: datetime) -> list[int]:
    from silastri.apps.messages.models import Message
    from silastri.domain.words.messages import table
    from silastri.domain.words.messages.account import HasAccount
    from tests.crash.sending import approve

    approve(HasAccount, at)
    words = HasAccount(link="https://layanan.example.go.id/masuk/")
    values, first = table.values(words), Message.objects.count()
    made = [
        Message(to=_number(one), template=words.key, values=values, about=f"ukur/{one}", queued_at=at, due_at=at)
        for one in range(first, first + number)
    ]
    return [message.pk for message in Message.objects.bulk_create(made)]


def handed_over_soon() -> None:
    """By the worker's own process and by the real clock."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'bench'}", "SILASTRI_WHATSAPP": "messages.AtTheGateway"}
    worker = subprocess.Popen([sys.executable, "-m", "silastri", "worker"], env=environment)
    queued: dict[str, float] = {}
    try:
        _queue_now(1, queued)
        while not set(queued) <= set(_accepted()):  # it has begun
            time.sleep(0.1)
        queued.clear()
        began = time.time()
        for second in range(SECONDS):
            _queue_now(A_SECOND + (BURST if second == SECONDS // 2 else 0), queued)
            time.sleep(max(0, began + second + 1 - time.time()))
        end = time.time() + 60
        while not set(queued) <= set(accepted := _accepted()) and time.time() < end:
            time.sleep(0.2)
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(30)
    late = sorted(accepted.get(one, float("inf")) - at for one, at in queued.items())
    soon = sum(one <= SOON for one in late) / len(late)
    print(
        f"  {len(late)} messages in {SECONDS} s  {soon:8.1%} handed over within {SOON} s   "
        f"p50 {late[len(late) // 2]:.1f} s  p99 {late[int(len(late) * 0.99)]:.1f} s"
    )


def _queue_now(number: int, queued: dict[str, float]) -> None:
    now = _now()
    queued.update({str(pk): now.timestamp() for pk in queue(number, now)})


def _accepted() -> dict[str, float]:
    """When the gateway first accepted each message, by our reference."""
    with urllib.request.urlopen(f"{os.environ['GATEWAY']}/diterima") as answer:  # noqa: S310 - our own gateway
        return {one["reference"]: one["first_at"] for one in json.load(answer)["messages"]}


def thousand_cases() -> None:
    """What one case of each service of an office brings on its straight way, at most, a thousand times."""
    from django.conf import settings

    from silastri.apps.catalog.models import Service
    from silastri.apps.messages.models import Message
    from silastri.domain.outbox import prices
    from silastri.domain.words.messages.template import Purpose
    from silastri.practice.runner import Runner
    from tests.builders import MONDAY, a_town

    town = a_town()
    day = MONDAY.date()
    for service in Service.objects.filter(office=town.office).select_related("office"):
        Message.objects.all().delete()
        Runner(service, town.citizens[0], MONDAY.replace(hour=15), 0).to(None)
        spent = {"to citizens": Decimal(), "to officers": Decimal()}
        for message in Message.objects.exclude(case=None):
            kind = prices.class_of("whatsapp", message.purpose, is_answer=False, brings_code=False)
            to = "to officers" if message.purpose is Purpose.WORK else "to citizens"
            spent[to] += prices.cost(prices.price(settings.PRICES, "whatsapp", kind, day))
        told = ", ".join(f"Rp{rupiah * 1000:,.0f} {to}" for to, rupiah in spent.items())
        print(f"  a thousand cases of {service.slug}, by WhatsApp at most: {told}")


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()  # noqa: TID251 - where the clock is read for a machine


def _number(one: int) -> str:
    return f"+62811{one:08}"


if __name__ == "__main__":
    main()
