"""Somebody asked and filed nothing: what he asked and what was answered is noted, his name only if he likes."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.catalog.models import Service
from silastri.apps.consultations import operations
from silastri.apps.consultations.models import Consultation
from silastri.apps.offices import queries as offices
from silastri.apps.offices.queries import Desk
from silastri.domain.act import Act
from silastri.domain.refusal import NotFit, NotYours

LONGEST_TOPIC, LONGEST_ANSWER = 200, 2000  # characters
PEOPLE_KEPT = timedelta(days=365)


@dataclass(frozen=True)
class Asked:
    topic: str
    answer: str
    service: Service | None = None
    name: str = ""
    phone: str = ""  # E.164


def consult(act: Act, *, asked: Asked) -> Consultation:
    """Raises NotYours, NotFit."""
    office = _desk(act).office
    wrong = {}
    if not 0 < len(asked.topic.strip()) <= LONGEST_TOPIC:
        wrong["topik"] = "Tulis singkat apa yang ditanyakan."
    if not 0 < len(asked.answer.strip()) <= LONGEST_ANSWER:
        wrong["jawaban"] = "Tulis apa yang dijelaskan."
    if asked.service and asked.service.office_id != office.pk:
        wrong["layanan"] = "Layanan ini bukan milik kantor ini."
    if wrong:
        raise NotFit(next(iter(wrong.values())), wrong)
    with transaction.atomic():
        made = operations.add(
            office=office,
            service=asked.service,
            topic=asked.topic.strip(),
            answer=asked.answer.strip(),
            name=asked.name.strip(),
            phone=asked.phone,
            by_id=act.by.person,
            at=act.at,
        )
        log(act, "note_consultation", f"konsultasi:{made.pk}")
    return made


def _desk(act: Act) -> Desk:
    found = (one for one in offices.desks(act.by.person or 0, act.at) if one.office.pk == act.by.office)
    desk = next(found, None)
    if desk is None:
        raise NotYours("Halaman ini untuk petugas kantor.")
    return desk


@transaction.atomic
def forget_people(act: Act) -> int:
    """Names and telephones of those who came more than a year ago are taken away; topic and answer stay."""
    assert act.by.office
    return operations.forget_people(act.by.office, act.at - PEOPLE_KEPT)
