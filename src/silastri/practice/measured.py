"""The yearly measurement in the demo: one service measured and approved, another half way."""

from datetime import datetime, timedelta

from silastri.apps.catalog import queries as catalog
from silastri.apps.offices import queries as offices
from silastri.apps.offices.models import Office
from silastri.apps.reviews import queries
from silastri.apps.reviews.models import Review
from silastri.domain.act import Act
from silastri.journey.reviews import act_on, approve, begin, judge, told

from . import sample
from .improved import act_of, first_post

_LOW = {
    "sarana": ("partly", "Dua kursi patah, satu kipas angin mati.", "Kursi dan kipas angin diganti"),
    "persyaratan": ("partly", "Pemohon masih bertanya di loket.", "Daftar syarat dengan contohnya dipasang di loket"),
    "pengaduan": ("not", "Telepon dicoba dua kali, tidak diangkat.", "Jadwal penjaga telepon pengaduan dibuat"),
}


def fill(office: Office, at: datetime) -> None:
    """Of an office with two services."""
    found = catalog.in_force(office.pk, offices.today(office, at))
    if len(found) < 2:
        return
    _finished(office, found[0].service_id, at - timedelta(days=20))
    _running(office, found[1].service_id, at - timedelta(days=2))


def _finished(office: Office, service: int, at: datetime) -> None:
    manager = act_of(office, first_post(office), at)
    review = _begun(office, service, manager)
    low = dict(_LOW)
    for item in queries.items(review):
        mark, note, what = low.pop(item.component, ("fits", "", ""))
        judge.judge(manager, pk=review.pk, key=item.key, mark=mark, note=note, seen=0)
        if what:
            due_on = offices.today(office, at) + timedelta(days=60)
            act_on.act_on(manager, pk=review.pk, key=item.key, what=what, post=first_post(office), due_on=due_on)
        if item.component == "sarana" and mark != "fits":
            photo = sample.scan("Kursi di ruang tunggu", at)
            judge.add_photos(manager, pk=review.pk, key=item.key, photos=[photo])
    head = act_of(office, offices.definition(office).head.key, at + timedelta(days=3))
    approve.approve(head, pk=review.pk, seen=told.mark(review))


def _running(office: Office, service: int, at: datetime) -> None:
    manager = act_of(office, first_post(office), at)
    review = _begun(office, service, manager)
    items = queries.items(review)
    for item in items[: len(items) // 2]:
        mark, note, _ = _LOW.get(item.component, ("fits", "", "")) if item.place % 3 == 0 else ("fits", "", "")
        judge.judge(manager, pk=review.pk, key=item.key, mark=mark, note=note, seen=0)


def _begun(office: Office, service: int, manager: Act) -> Review:
    posts = [post.key for post in offices.definition(office).posts[:2]]
    return begin.begin(manager, service=service, team=posts)
