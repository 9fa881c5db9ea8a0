"""What the desk of the demo has beside its cases: certificates of officers, and people who only asked."""

from datetime import datetime, timedelta

from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.domain.review.competence import key_of
from silastri.journey.desk import consult
from silastri.journey.reviews import certificates

from .improved import act_of, first_post

_DIKLAT = "Diklat PTSP"
_ASKED = (
    ("Berapa lama sampai suratnya jadi", "Dijelaskan jangka waktu di standar, dan cara melihatnya di HP.", ""),
    ("Apakah bisa diwakilkan", "Bisa, dengan surat kuasa dan KTP keduanya. Diberi contoh surat kuasa.", "Siti Contoh"),
)


def fill(office: Office, at: datetime) -> None:
    """Of an office with services: a training asked of its first post, three certificates, two consultations."""
    services = catalog.in_force(office.pk, offices.today(office, at))
    if not services:
        return
    first, head = first_post(office), offices.definition(office).head.key
    manager, today = act_of(office, first, at), offices.today(office, at)
    certificates.ask(manager, post=first, name=_DIKLAT)
    ends = {0: today + timedelta(days=25), 1: today + timedelta(days=400)}
    for n, post in enumerate([one.key for one in offices.definition(office).posts][:3]):
        said = certificates.Said(
            _DIKLAT, "Lembaga Administrasi Negara", today - timedelta(days=700), f"CTH-{n + 1:03}", ends.get(n),
            covers=[key_of(_DIKLAT)],
        )  # fmt: skip
        made = certificates.add(act_of(office, post, at), said=said)
        if n < 2:
            certificates.confirm(act_of(office, head, at), pk=made.pk)
    for n, (topic, answer, name) in enumerate(_ASKED):
        then = act_of(office, first, at - timedelta(hours=n + 1))
        consult.consult(then, asked=consult.Asked(topic, answer, services[0].service if n == 0 else None, name))
