"""What is past its time outside the archive is destroyed by two people, with witnesses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as stored
from silastri.apps.messages.models import Message
from silastri.apps.personal_data.models import DataPurge
from tests.builders import Town, a_case
from tests.pekanbaru import words

Browser = Callable[[Person | None], Client]
ALL = "/petugas/data-pribadi/pemusnahan/"


@pytest.mark.once
def test_from_the_proposal_to_the_berita_acara(town: Town, browser: Browser) -> None:
    sent, old, new = a_case(town, "verifikasi"), a_case(town, "pengajuan"), a_case(town, "pengajuan", citizen=1)
    archivist, head = browser(town.officer("back_office")), browser(town.officer("kepala_dinas"))
    Case.objects.filter(pk=new.pk).update(created_at=timezone.now())
    Case.objects.filter(pk__in=(sent.pk, old.pk)).update(created_at=timezone.now() - timedelta(days=800))
    first = Message.objects.filter(case=sent).order_by("pk").first()
    assert first
    Message.objects.filter(pk=first.pk).update(state="sent", queued_at=timezone.now() - timedelta(days=800))

    assert "Usulkan pemusnahan" in archivist.get(ALL).content.decode()
    page = archivist.post(ALL)["Location"]
    assert archivist.post(ALL).status_code == 409
    assert DataPurge.objects.get().counts == {"drafts": 1, "messages": 1}
    assert "KONSEP" in words(archivist.get(page + "berita-acara.pdf").getvalue())
    seen = {"saksi_1": "Ani", "jabatan_1": "Bagian Hukum", "saksi_2": "Budi", "jabatan_2": "Inspektorat"}
    assert archivist.post(page + "setujui/").status_code == 403
    assert archivist.post(page + "jalankan/", seen).status_code == 409
    assert head.post(page + "setujui/").status_code == 302
    assert archivist.post(page + "jalankan/", {"saksi_1": "Ani"}).status_code == 422
    assert Case.objects.filter(pk=old.pk).exists()
    assert archivist.post(page + "jalankan/", seen).status_code == 302
    assert set(Case.objects.filter(pk__in=(sent.pk, old.pk, new.pk))) == {sent, new}
    first.refresh_from_db()
    assert first.values is None
    shown = archivist.get(page).content.decode()
    done = DataPurge.objects.get()
    for said in ("Berita acara (PDF)", "Bagian Hukum", "Budi", done.number):
        assert said in shown
    kept = archivist.get(page + "berita-acara.pdf").getvalue()
    assert kept == stored.content(done.sha256)
    for said in ("PEMUSNAHAN DATA DI LUAR ARSIP", done.number, "Isi pesan", "Budi", "Inspektorat", "2 butir"):
        assert said in words(kept), said
    assert archivist.post(page + "jalankan/", seen).status_code == 409, "once"
    assert browser(town.officer("loket")).get(ALL).status_code == 403
