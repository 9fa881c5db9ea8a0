"""A sample of every address."""

from django.urls import URLPattern, reverse
from django.utils import timezone

from silastri.apps.beats import operations as beats
from silastri.journey.office import running
from tests.builders import Town


def address(route: URLPattern, town: Town, ref: str) -> str:
    values = {
        "ref": ref,
        "office": town.office.slug,
        "slug": "jompo-terlantar",
        "pk": 1,
        "page": 1,
        "code": "X" * 16,
        "uid": "MQ",
        "token": "x",
        "part": "x",
        "on": "2026-01-01",
        "key": "surat",
        "doing": 1,
        "file": 1,
        "party": "x",
        "what": "kirim",
        "kid": "ffffffff",
        "name": "warga-cari",
        "audience": "warga",
        "channel": "whatsapp",
        "year": 2026,
    }
    wanted = route.pattern.converters
    return reverse(str(route.name), kwargs={name: values[name] for name in wanted})


def worker_lives() -> None:
    """Else the page for machines says 503."""
    beats.beat(running.WORKER, timezone.now())
