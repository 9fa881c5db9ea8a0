"""Anybody objects to what is announced, and nobody takes that away from the others."""

import pytest
from django.test import Client

from silastri.journey.steps import wait

pytestmark = pytest.mark.django_db


def test_one_address_does_not_use_up_the_right_of_all(town: object, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = []
    monkeypatch.setattr(wait, "object_", lambda *_, **given: kept.append(given["text"]))
    sent = {"nomor": "X", "nama": "Warga", "kontak": "0812", "keberatan": "Saya tidak setuju."}
    address = "/kantor/rokan-hilir/pengumuman/"
    answers = [Client().post(address, sent) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429] * 2
    assert "Tunggu 10 menit" in answers[-1].content.decode()
    assert len(kept) == 5
    assert Client(REMOTE_ADDR="10.0.0.9").post(address, sent).status_code == 302
