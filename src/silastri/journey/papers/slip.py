"""Draws the slips that wait for people at the counter: one small sheet for each, for a printer of receipts or A6."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from silastri.adapters.pdf import printer, qr
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.definition.letter_text import long_date
from silastri.domain.words import wording
from silastri.domain.words.messages.reach import ForAnother
from silastri.journey.case.links import absolute

from .sheet import example_mark


def slips(office: Office, messages: Iterable[Message], *, at: datetime) -> bytes:
    """The messages are in order: those of one person together, and of each those of one case."""
    definition, clock = offices.definition(office), offices.working_time(office)
    people = [
        {"name": mine[0].person.name if mine[0].person else "", "cases": list(_cases(mine))}
        for mine in (list(found) for _, found in groupby(messages, key=lambda one: one.person_id))
    ]
    address = definition.address
    data = {
        "title": "Slip kabar permohonan",
        "office": {"short": definition.short, "government": definition.government, "emblem": ""},
        "where": address.street or definition.place,
        "phone": address.phone,
        "hours": [f"{days} {times}" for days, times in wording.opening_hours(definition) if times != "tutup"],
        "date": long_date(clock.local(at)),
        "mark": example_mark(),
        "people": people,
    }
    return printer().draw("slip", data, at=at)


def _cases(mine: list[Message]) -> Iterable[dict[str, Any]]:
    for case, about in groupby(mine, key=lambda one: one.case):
        assert case
        yield {
            "ref": case.ref,
            "service": case.service.name,
            "news": [_lines(one, case.ref, case.service.name) for one in about],
            "qr": qr.svg(absolute("track", case.ref)),
        }


def gist(message: Message) -> str:
    """The first line of what it says."""
    return _told(message)[0]


def _lines(message: Message, ref: str, service: str) -> list[str]:
    """What it says, without its link, and without what stands above it already."""
    above = {service, f"Nomor pendaftaran: {ref}"}
    return [line for line in _told(message) if line not in above]


def _told(message: Message) -> list[str]:
    """What was meant for the person himself, without its link."""
    words = message.words
    told = words.told if isinstance(words, ForAnother) else replace(words, link="").text(message.pattern)
    return [line for line in told.split("\n") if line]
