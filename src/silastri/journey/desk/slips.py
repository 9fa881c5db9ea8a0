"""The counter gives people on paper what they could not be told by telephone: it prints what waits for them."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from silastri.apps.audit.operations import log
from silastri.apps.cases.models import Case
from silastri.apps.messages import slips
from silastri.apps.messages.models import Message
from silastri.apps.offices import queries as offices
from silastri.domain.act import Act
from silastri.domain.refusal import NotThere
from silastri.journey.papers import slip as papers

PRINTED_AGAIN = timedelta(days=7)  # so long a printed slip may be printed once more


class NoSlip(NotThere):
    """No slip was picked, or it is of other services, or was replaced by newer news."""


def waiting(act: Act, services: Collection[int]) -> list[Message]:
    return slips.waiting(act.by.office or 0, services, at=act.at)


def of_case(act: Act, case: Case) -> list[Message]:
    return slips.of_case(case.office_id, case.service_id, case.pk, at=act.at)


def printed(act: Act, services: Collection[int]) -> list[Message]:
    return slips.printed(act.by.office or 0, services, since=act.at - PRINTED_AGAIN)


def print_slips(act: Act, services: Collection[int], picked: Collection[int]) -> bytes:
    """One file with a sheet for each person; what is printed counts as sent. Raises NoSlip, CannotPrint."""
    office = act.by.office or 0
    found = slips.picked(office, services, picked, at=act.at)
    if not found:
        raise NoSlip("Slip itu tidak ada lagi. Muat ulang halaman, lalu pilih lagi.")
    drawn = papers.slips(offices.by_id(office), found, at=act.at)
    with transaction.atomic():
        slips.was_printed(found, act.at)
        for person in {one.person_id for one in found}:
            log(act, "print_slips", whose=person)
    return drawn
