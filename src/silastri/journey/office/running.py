"""Whether what runs by itself does: the worker and its duties, and the channels of messages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from silastri.adapters import messaging
from silastri.apps.accounts import broken
from silastri.apps.beats import queries as beats
from silastri.apps.beats.models import Beat
from silastri.apps.messages import queries as messages
from silastri.apps.messages.models import Line, Message
from silastri.apps.surveys import queries as surveys

from . import safety, virus_check

WORKER = "worker"
_SILENT = timedelta(minutes=2)  # without a sign of life of the worker
_BETWEEN_BEATS = timedelta(seconds=40)
_STUCK = timedelta(minutes=30)
_SOME_FAILURES = 3


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of messages as its line does now."""

    name: str
    trouble: str  # empty if it works
    sent_at: datetime | None
    confirmed_at: datetime | None
    gives_receipts: bool
    is_pretended: bool = False


def lines(at: datetime) -> list[Channel]:
    """Of every channel by which messages leave."""
    known = {line.channel: line for line in messages.lines()}
    return [_channel(key, known.get(key), at) for key in messaging.channels()]


def _channel(key: str, line: Line | None, at: datetime) -> Channel:
    messenger = messaging.messenger(key)
    hears, pretended = messenger.gives_receipts, messenger.is_simulated
    name = str(Message.Channel(key).label)
    if line is None:
        return Channel(name, "", None, None, hears, pretended)
    return Channel(name, _trouble(line, at, hears), line.sent_at, line.confirmed_at, hears, pretended)


def _trouble(line: Line, at: datetime, hears: bool) -> str:
    if line.is_barred:
        return f"Tidak ada pesan yang keluar sampai ini dibereskan: {line.why}"
    if line.failures >= _SOME_FAILURES:
        return f"Penyedia tidak menjawab: {line.why}"
    limit = settings.UNCONFIRMED_MINUTES
    if hears and line.unconfirmed_since and at - line.unconfirmed_since > timedelta(minutes=limit):
        return f"Pesan keluar, tetapi sudah lebih dari {limit} menit tidak satu pun dikabarkan sampai."
    return ""


def alarms(at: datetime) -> list[str]:
    """What somebody must look at now, for pages, for the log and for the exit code of the command."""
    found = [f"{channel.name}: {channel.trouble}" for channel in lines(at) if channel.trouble]
    if silent := worker_silent(at):
        found.append(silent)
    waiting = messages.oldest_due(at)
    if waiting and at - waiting > _STUCK and not found:
        found.append("Ada pesan yang sudah menunggu lebih dari 30 menit.")
    if moved := broken.found():
        found.append(f"{len(moved)} isian tersegel tidak dapat dibuka, yang pertama {moved[0]}. Lihat silastri doctor.")
    return found + virus_check.trouble() + wrong_sums() + safety.alarms(at)


def works_now(at: datetime) -> bool:
    """Whether a worker gave a sign of life just now."""
    worker = beats.beats().get(WORKER)
    return worker is not None and at - worker.at < _BETWEEN_BEATS


def worker_silent(at: datetime) -> str:
    """That it shows no sign of life, in words; empty where it does."""
    worker = beats.beats().get(WORKER)
    if worker is not None and at - worker.at <= _SILENT:
        return ""
    since = f" sejak {worker.at:%Y-%m-%d %H.%M} UTC" if worker else ""
    return f"Pekerja tidak berjalan{since}: pesan, pengingat, dan arsip menunggu."


def wrong_sums() -> list[str]:
    """What the last comparison of survey sums found."""
    last = beats.beats().get(surveys.SUMS_CHECK)
    if last is None or last.failed_at is None or last.failed_at < last.at:
        return []
    return [f"Indeks kepuasan mungkin salah: {last.why}"]


def duties() -> list[Beat]:
    """When each duty of the worker ran last."""
    return [beat for name, beat in beats.beats().items() if name != WORKER]
