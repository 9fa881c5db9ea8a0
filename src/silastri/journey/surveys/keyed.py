"""Sheets of paper are keyed in by somebody who did not serve those who filled them in."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from silastri.apps.cases import queries as cases
from silastri.apps.catalog.models import Service
from silastri.apps.offices import queries as offices
from silastri.apps.surveys import operations as surveys
from silastri.apps.surveys import queries
from silastri.apps.surveys.models import Response
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotYours

LATELY = timedelta(days=30)
OLDEST = timedelta(days=366)


class NotByWhoServed(NotYours):
    """The officer had a hand in cases of that service that ended lately."""


class Twice(MovedOn):
    """The same row was sent twice; it counts once."""


class NoRow(MovedOn):
    """There is no row to take back."""


def must_not_have_served(act: Act, service: Service) -> None:
    """Sheets carry no number, so nobody knows whose case one is about: whoever acted in any case of that service that
    ended within 30 days keys none of its sheets. Where every officer of the office did, one of them has to. Raises
    NotByWhoServed."""
    served = cases.hands_in(service.pk, since=act.at - LATELY)
    free = offices.desks_of(service.office, offices.today(service.office, act.at)).keys() - served
    if act.by.person in served and free:
        raise NotByWhoServed(
            f"Anda ikut melayani {service.name} dalam 30 hari terakhir. Lembar surveinya diketik rekan yang tidak ikut."
        )


def key_in(act: Act, *, service: Service, on: date, answers: dict[str, Any], key: UUID) -> None:
    """``key`` is that of the form: the row counts once, however often it is sent.

    Raises NotByWhoServed, NotFit, Twice."""
    must_not_have_served(act, service)
    today = offices.today(service.office, act.at)
    if not today - OLDEST <= on <= today:
        raise NotFit("Tanggal survei paling lama setahun yang lalu, dan bukan hari yang belum datang.")
    try:
        surveys.take_in(
            office_id=service.office_id, service_id=service.pk, on=on, via=Response.Via.PAPER, answers=answers, key=key
        )
    except IntegrityError:
        raise Twice("Baris itu sudah tersimpan. Tidak dihitung dua kali.") from None


@transaction.atomic
def take_back(act: Act, *, service: Service, key: UUID) -> None:
    """Raises NotByWhoServed, NoRow."""
    must_not_have_served(act, service)
    found = queries.keyed_row(key, service_id=service.pk)
    if found is None:
        raise NoRow("Baris itu sudah tidak ada.")
    surveys.take_back(found)
