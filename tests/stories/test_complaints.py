"""A complaint of each weight, through the pages: from the public form to the rating of its answer."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from silastri.apps.complaints.models import Complaint
from silastri.apps.complaints.queries import settled_share
from tests.builders import Town

TEXT = "Loket tutup sebelum waktunya, padahal saya sudah antre sejak pagi."
CAME = {"identitas": "named", "jenis": "complaint", "isi": TEXT, "nama": "Rosmawati", "telepon": "081234567890"}
DECIDED = {"keputusan": "Jam buka diperiksa dan dijaga.", "bersama": "Sekretaris Daerah"}


@pytest.fixture(autouse=True)
def nothing_came_before(db: None) -> None:
    cache.clear()


def desk(town: Town, post: str) -> Client:
    client = Client()
    client.force_login(town.officer(post))
    return client


@pytest.mark.parametrize(
    ("weight", "superiors"),
    [("light", ()), ("medium", ("ahli_madya", "kepala_dinas")), ("heavy", ("kepala_dinas",))],
)
def test_from_the_form_to_the_rating(town: Town, weight: str, superiors: tuple[str, ...]) -> None:
    citizen, loket = Client(), desk(town, "loket")
    citizen.post("/pengaduan/rokan-hilir/", CAME)
    found = Complaint.objects.get()
    follows, handles = f"/pengaduan/status/{found.code}/", f"/petugas/pengaduan/{found.pk}/"
    weighed = {"bobot": weight, "batas": "not_overseen", "alasan": "Menurut isinya."}
    assert loket.post(f"{handles}bobot/", weighed).status_code == 302
    answer = {"hasil": "benar", "jawaban": "Maaf. Sejak hari ini loket buka sampai pukul 16.00."}
    for post in superiors:
        assert loket.post(f"{handles}jawab/", answer).status_code in (403, 409, 422), "its superiors decide first"
        assert desk(town, post).post(f"{handles}keputusan/", DECIDED).status_code == 302
    answers = desk(town, Complaint.objects.get().post or "loket")
    assert answers.post(f"{handles}jawab/", answer).status_code == 302
    shown = citizen.get(follows).content.decode()
    assert "loket buka sampai pukul 16.00" in shown
    assert "Jam buka diperiksa" not in shown, "what superiors say to each other stays inside"
    assert re.search(r'name="nilai"', shown)
    assert citizen.post(follows, {"tindakan": "nilai", "nilai": "4"}).status_code == 302
    rated = Complaint.objects.get()
    assert (rated.rating, rated.weight, rated.reopened) == (4, weight, 0)
    share = settled_share(town.office.pk, rated.year)
    assert (share.settled, share.received) == (1, 1)
