"""An officer chooses how he is told of his work: by which way, in which hours, and how much."""

from datetime import time

from django.db import transaction

from silastri.adapters.messaging import channels
from silastri.apps.accounts.models import Person
from silastri.apps.audit.operations import log
from silastri.apps.choices import operations, queries
from silastri.apps.choices.models import Choice
from silastri.domain.act import Act
from silastri.domain.outbox.hours import SLEEPS, WAKES
from silastri.domain.outbox.style import Style
from silastri.domain.refusal import NotFit
from silastri.journey.outbox.fall_back import reach

_HOURS = f"antara pukul {WAKES:%H.%M} dan {SLEEPS:%H.%M}"


def ways(person: Person) -> list[tuple[str, str]]:
    """By which ways the person can be told. SMS is not among them: it is paid for each part of 160 characters."""
    found = reach(person, person.phone or "")
    return [(str(way), str(label)) for way, label in Choice.Channel.choices if way in found and way in channels()]


def chosen(person: Person) -> Choice:
    return queries.of(person.pk)


@transaction.atomic
def choose(
    act: Act, *, person: Person, channel: str, style: str, begins: time | None = None, ends: time | None = None
) -> Choice:
    """Without hours those of the office hold. Raises NotFit."""
    if channel not in dict(ways(person)):
        raise NotFit("Saluran ini belum bisa dipakai untuk Anda.", {"saluran": "Pilih salah satu."})
    if style not in list(Style):
        raise NotFit("Pilih kabar mana yang Anda terima.", {"kabar": "Pilih salah satu."})
    made = operations.choose(person.pk, channel=channel, style=style, hours=_hours(begins, ends))
    log(act, "choose_news")
    return made


def _hours(begins: time | None, ends: time | None) -> tuple[time, time] | None:
    if begins is None and ends is None:
        return None
    if begins is None or ends is None:
        empty = "mulai" if begins is None else "sampai"
        raise NotFit("Isi kedua jam, atau kosongkan keduanya.", {empty: "Isi jamnya, atau kosongkan keduanya."})
    if not WAKES <= begins < SLEEPS:
        raise NotFit("Jam mulai tidak bisa dipakai.", {"mulai": f"Pilih jam {_HOURS}."})
    if not begins < ends <= SLEEPS:
        raise NotFit("Jam sampai tidak bisa dipakai.", {"sampai": f"Pilih jam sesudah jam mulai, {_HOURS}."})
    return begins, ends
