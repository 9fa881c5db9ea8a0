"""Begins the measurement of a service for this year, with its items as the standard in force has them."""

from collections.abc import Collection

from django.db import IntegrityError, transaction

from silastri.apps.audit.operations import log
from silastri.apps.catalog import queries as catalog
from silastri.apps.catalog.models import Service, Version
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.reviews import operations, queries
from silastri.apps.reviews.models import Review
from silastri.domain.act import Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere
from silastri.domain.review.checklist import checklist

from .access import as_planner, open_to


def begin(act: Act, *, service: int, team: Collection[str]) -> Review:
    """Raises NotYours, NotThere, NotFit, MovedOn."""
    office = as_planner(act)
    year = offices.today(office, act.at).year
    version = in_force(act, office, service)
    posts = _posts(office, team)
    try:
        with transaction.atomic():
            if queries.of_year(service, year):
                raise MovedOn(f"Pengukuran layanan ini untuk tahun {year} sudah dimulai.")
            review = operations.begin(
                checklist(catalog.definition(version.pk)),
                office=office,
                service_id=service,
                version=version,
                year=year,
                team=posts,
                begun_by_id=act.by.person,
                begun_at=act.at,
            )
            log(act, "begin_review", f"pengukuran:{review.pk}")
    except IntegrityError:
        raise MovedOn(f"Pengukuran layanan ini untuk tahun {year} sudah dimulai.") from None
    return review


def in_force(act: Act, office: Office, service: int) -> Version:
    """The version of the service that is in force. Raises NotThere."""
    found = Service.objects.filter(pk=service, office=office).first()
    version = catalog.current(found, offices.today(office, act.at)) if found else None
    if version is None:
        raise NotThere("Layanan ini tidak ada di kantor Anda, atau belum berlaku.")
    return version


@transaction.atomic
def choose_team(act: Act, *, pk: int, team: Collection[str]) -> Review:
    """Raises NotYours, NotThere, NotFit, MovedOn."""
    office = as_planner(act)
    review = open_to(act, pk, lock=True)
    operations.choose_team(review, _posts(office, team))
    log(act, "choose_review_team", f"pengukuran:{pk}")
    return review


def _posts(office: Office, team: Collection[str]) -> list[str]:
    known = [post.key for post in offices.definition(office).posts]
    if not team or not set(team) <= set(known):
        sentence = "Pilih paling sedikit satu jabatan yang menilai."
        raise NotFit(sentence, {"tim": sentence})
    return [key for key in known if key in team]
