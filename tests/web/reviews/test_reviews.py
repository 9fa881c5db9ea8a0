"""The yearly measurement of a service: begun, judged item by item, acted on, approved, compared a year later."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from silastri.apps.accounts.models import Person
from silastri.apps.audit.models import LogEntry
from silastri.apps.improvements.models import Improvement
from silastri.apps.measures.models import ServiceDay
from silastri.apps.reviews import queries
from silastri.apps.reviews.models import Review, ReviewItem, ReviewPhoto
from silastri.domain.definition.standard import COMPONENTS
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.reviews import act_on, approve, begin, due, judge, paper, told
from silastri.practice import sample
from tests.builders import MONDAY, STANDARDS, WIB, Town, a_town, today

Browser = Callable[[Person | None], Client]
LIST = "/petugas/pengukuran/"
YEAR_ON = MONDAY + timedelta(days=370)


def begun(town: Town, at=MONDAY) -> Review:  # type: ignore[no-untyped-def]
    """By the manager; the counter is the team."""
    return begin.begin(town.act("back_office", at), service=town.service().pk, team=["loket"])


def all_fit(review: Review, **but: str) -> list[ReviewItem]:
    """Every item judged behind the pages; ``but`` names marks by component, for its first item."""
    items = queries.items(review)
    for one in items:
        one.mark, one.edition = but.pop(one.component, "fits"), 1
    ReviewItem.objects.bulk_update(items, ["mark", "edition"])
    return items


def approved(town: Town, review: Review, at=MONDAY) -> Review:  # type: ignore[no-untyped-def]
    return approve.approve(town.act("kepala_dinas", at), pk=review.pk, seen=told.mark(review))


def test_begun_from_the_menu_with_the_items_of_the_standard(town: Town, browser: Browser) -> None:
    manager, clerk, service = browser(town.officer("back_office")), browser(town.officer("loket")), town.service()
    assert LIST in manager.get("/petugas/").content.decode()
    start = f"{LIST}mulai/{service.pk}/"
    assert start in manager.get(LIST).content.decode()
    assert start not in clerk.get(LIST).content.decode()
    assert clerk.post(start, {"tim": ["loket"]}).status_code == 403
    assert manager.post(start, {}).status_code == 422
    assert manager.post(start, {"tim": ["camat"]}).status_code == 422
    assert manager.get(f"{LIST}mulai/999999/").status_code == 404
    assert not Review.objects.exists()
    sent = manager.post(start, {"tim": ["loket", "kepala_dinas"]})
    review = Review.objects.get()
    assert sent["Location"] == f"{LIST}{review.pk}/"
    assert (review.year, set(review.team)) == (today().year, {"kepala_dinas", "loket"})
    assert {one.component for one in queries.items(review)} == set(COMPONENTS)
    assert manager.post(start, {"tim": ["loket"]}).status_code == 409  # sent twice
    page = clerk.get(sent["Location"]).content.decode()
    assert "Mulai menilai" in page and "belum dinilai" in page
    assert LogEntry.objects.filter(what="begin_review").count() == 1


def test_the_team_judges_item_by_item_on_a_telephone(town: Town, browser: Browser) -> None:
    review = begun(town)
    clerk, other = browser(town.officer("loket")), browser(town.officer("ahli_muda"))
    first, second = queries.items(review)[:2]
    card = f"{LIST}{review.pk}/butir/{first.key}/"
    assert first.text in clerk.get(card).content.decode().replace("&#x27;", "'")
    assert clerk.post(card, {"nilai": "", "versi": "0"}).status_code == 422
    refused = clerk.post(card, {"nilai": "not", "catatan": " ", "versi": "0"})
    assert refused.status_code == 422 and "Tulis apa yang kurang" in refused.content.decode()
    assert other.post(card, {"nilai": "fits", "versi": "0"}).status_code == 403
    assert "Simpan dan lanjut" not in other.get(card).content.decode()
    sent = clerk.post(card, {"nilai": "partly", "catatan": "Dua kursi patah", "versi": "0"})
    assert sent["Location"] == f"{LIST}{review.pk}/butir/{second.key}/"
    first.refresh_from_db()
    assert (first.mark, first.note, first.edition, first.marked_by) == (
        "partly", "Dua kursi patah", 1, town.officer("loket"),
    )  # fmt: skip
    by_itself = clerk.post(card, {"nilai": "fits", "versi": "1"}, headers={"HX-Request": "true"})
    assert "Tersimpan" in by_itself.content.decode() and 'value="2"' in by_itself.content.decode()
    assert clerk.post(card, {"catatan": "x", "versi": "2"}, headers={"HX-Request": "true"}).status_code == 422
    assert clerk.get(f"{LIST}{review.pk}/butir/lain/").status_code == 404


def test_nobody_overwrites_what_he_has_not_seen(town: Town, browser: Browser) -> None:
    review = begun(town)
    item = queries.items(review)[0]
    card = f"{LIST}{review.pk}/butir/{item.key}/"
    clerk, manager = browser(town.officer("loket")), browser(town.officer("back_office"))
    assert clerk.post(card, {"nilai": "partly", "catatan": "Punya loket", "versi": "0"}).status_code == 302
    late = manager.post(card, {"nilai": "fits", "catatan": "Punya saya", "versi": "0"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Punya loket" in page and "Punya saya" in page and 'name="versi" value="1"' in page
    assert manager.post(card, {"nilai": "fits", "versi": "0"}, headers={"HX-Request": "true"}).status_code == 409
    item.refresh_from_db()
    assert (item.mark, item.edition) == ("partly", 1)
    assert manager.post(card, {"nilai": "fits", "catatan": "Punya saya", "versi": "1"}).status_code == 302
    # Who saves faster than the answers come back does not stand in his own way.
    judge.judge(town.act("back_office"), pk=review.pk, key=item.key, mark="partly", note="", seen=1)
    item.refresh_from_db()
    assert (item.mark, item.edition) == ("partly", 3)


def test_photos_are_evidence(town: Town, browser: Browser) -> None:
    review = begun(town)
    item = queries.items(review)[0]
    card, clerk = f"{LIST}{review.pk}/butir/{item.key}/", browser(town.officer("loket"))

    def photo() -> SimpleUploadedFile:
        return SimpleUploadedFile("foto.pdf", sample.scan("Kursi", MONDAY), "application/pdf")

    bad = SimpleUploadedFile("a.jpg", b"bukan foto", "image/jpeg")
    for mark in ({}, {"nilai": "fits", "versi": "0"}):
        assert clerk.post(card, {"foto": [bad], **mark}).status_code == 422
        assert clerk.post(card, {"foto": [photo() for _ in range(9)], **mark}).status_code == 422
    item.refresh_from_db()
    assert (item.mark, ReviewPhoto.objects.count()) == ("", 0)  # together, or neither
    assert clerk.post(card, {"foto": [photo()]}).headers["Location"] == card  # before anything is judged
    assert clerk.post(card, {"foto": [photo()], "nilai": "fits", "versi": "0"}).status_code == 302
    item.refresh_from_db()
    assert item.mark == "fits"
    one, two = ReviewPhoto.objects.order_by("pk")
    shown = clerk.get(f"{card}foto/{one.pk}/?kecil=ya")
    assert shown["Content-Type"] == "image/webp"
    assert browser(town.officer("ahli_muda")).post(f"{card}foto/{one.pk}/hapus/").status_code == 403
    assert clerk.post(f"{card}foto/{two.pk}/hapus/").status_code == 302
    assert clerk.get(f"{card}foto/{two.pk}/").status_code == 404
    assert ReviewPhoto.objects.get() == one


def test_low_items_become_improvements_and_the_head_approves(town: Town, browser: Browser) -> None:
    review = begun(town)
    low = next(one for one in all_fit(review, sarana="not") if one.mark == "not")
    manager, head = browser(town.officer("back_office")), browser(town.officer("kepala_dinas"))
    page, plan = f"{LIST}{review.pk}/", f"{LIST}{review.pk}/butir/{low.key}/perbaikan/"
    seen = {"tanda": told.mark(review)}
    refused = head.post(f"{page}tetapkan/", seen)
    assert refused.status_code == 422 and "belum ada perbaikannya" in refused.content.decode()
    assert plan in manager.get(page).content.decode()
    typed = {"apa": "Kursi diganti", "jabatan": "loket", "sampai": (today() + timedelta(days=30)).isoformat()}
    assert browser(town.officer("loket")).post(plan, typed).status_code == 403
    assert manager.post(plan, typed | {"apa": ""}).status_code == 422
    fits = next(one for one in queries.items(review) if one.mark == "fits")
    assert manager.post(f"{page}butir/{fits.key}/perbaikan/", typed).status_code == 422
    assert manager.post(plan, typed).status_code == 302
    made = Improvement.objects.get()
    assert (made.component, made.measured_in, made.service) == ("sarana", review.year, town.service())
    assert f"Pengukuran tahunan {review.year}" in manager.get(f"/petugas/perbaikan/{made.pk}/").content.decode()
    assert manager.post(f"{page}tetapkan/", seen).status_code == 403
    assert head.post(f"{page}tetapkan/", {"tanda": "0" * 16}).status_code == 409
    assert head.post(f"{page}tetapkan/", seen).status_code == 302
    review.refresh_from_db()
    assert review.state == "approved" and review.result["score"]["components"]["biaya"] == "100.0"
    card = f"{page}butir/{low.key}/"
    assert manager.post(card, {"nilai": "fits", "versi": "1"}).status_code == 409
    photo = SimpleUploadedFile("foto.pdf", sample.scan("Kursi", MONDAY), "application/pdf")
    assert manager.post(card, {"foto": [photo]}).status_code == 409
    assert head.post(f"{page}tetapkan/", seen).status_code == 409
    low.refresh_from_db()
    assert low.mark == "not"


def test_an_item_that_nobody_judged_holds_it_up(town: Town) -> None:
    review = begun(town)
    with pytest.raises(NotFit, match="belum dinilai"):
        approved(town, review)
    ReviewItem.objects.update(mark="na")
    with pytest.raises(NotFit, match="tidak relevan"):
        approved(town, review)
    with pytest.raises(NotYours):
        approve.approve(town.act("back_office"), pk=review.pk, seen=told.mark(review))


def test_the_next_year_shows_last_years_marks_and_what_became_of_the_actions(town: Town) -> None:
    first = begun(town)
    low = next(one for one in all_fit(first, sarana="partly") if one.mark == "partly")
    what = {"what": "Kursi diganti", "post": "loket", "due_on": MONDAY.date() + timedelta(days=9)}
    act_on.act_on(town.act("back_office"), pk=first.pk, key=low.key, **what)  # type: ignore[arg-type]
    approved(town, first)
    by_service = {one.service.pk: one for one in due.standings(town.office, YEAR_ON.date())}
    assert by_service[town.service().pk].is_due
    early = {one.service.pk: one for one in due.standings(town.office, MONDAY.date() + timedelta(days=300))}
    assert not early[town.service().pk].is_due
    second = begun(town, YEAR_ON)
    found = paper.read(town.act("back_office", YEAR_ON), second.pk)
    part = next(one for one in found.components if one.key == "sarana")
    assert (found.before, part.items[0].last) == (first, "Sebagian")
    assert found.last == paper.read(town.act("loket"), first.pk).score.overall
    assert found.followed[0]["what"] == "Kursi diganti" and found.followed[0]["state"].startswith("Terlambat")


def test_a_service_that_was_not_measured_for_a_year_is_told_of(town: Town, browser: Browser) -> None:
    manager, clerk = browser(town.officer("back_office")), browser(town.officer("loket"))
    said = "layanan sudah setahun belum diukur"
    assert f"2 {said}" in manager.get("/petugas/ringkasan/").content.decode()
    assert said not in clerk.get("/petugas/ringkasan/").content.decode()
    assert said in clerk.get(LIST).content.decode()
    for service in town.office.service_set.all():
        begin.begin(town.act("back_office", datetime.now(WIB)), service=service.pk, team=["loket"])
    assert said not in manager.get("/petugas/ringkasan/").content.decode()


def test_what_the_system_measures_stands_beside(town: Town) -> None:
    service = town.service()
    ServiceDay.objects.create(office=town.office, service=service, on=MONDAY.date(), done=3, refused=1, kept=3)
    found = paper.read(town.act("loket"), begun(town).pk)
    facts = {one.item.component: one.fact for part in found.components for one in part.items}
    assert facts["jangka_waktu"] == "Ditepati 75,0%: 3 dari 4 permohonan yang selesai tahun ini."
    assert "orang memegang jabatan" in facts["jumlah_pelaksana"]
    assert facts["pengaduan"].startswith("Tidak ada pengaduan")
    assert facts["evaluasi"].startswith("Belum ada jawaban survei")


def test_the_report_as_paper_and_as_spreadsheet(town: Town, browser: Browser) -> None:
    review = begun(town)
    all_fit(review)
    client = browser(town.officer("loket"))
    assert client.get(f"{LIST}{review.pk}/laporan.pdf").content.startswith(b"%PDF-")
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{LIST}{review.pk}/laporan.xlsx").content))
    scores, items = (book.get_sheet_by_name(name).to_python() for name in ("Nilai", "Butir"))
    assert scores[-1][1:3] == ["Nilai layanan", 100.0] and len(scores) == 16
    assert len(items) == 1 + len(queries.items(review))


def test_nothing_of_another_office_is_seen_or_judged(town: Town) -> None:
    review, other = begun(town), a_town(STANDARDS / "kampar")
    act = other.act("front_office")
    with pytest.raises(NotThere):
        paper.read(act, review.pk)
    with pytest.raises(NotThere):
        judge.judge(act, pk=review.pk, key="x", mark="fits", note="", seen=0)
    with pytest.raises(NotThere):
        begin.begin(other.act("front_office"), service=town.service().pk, team=["front_office"])
    with pytest.raises(MovedOn):
        begun(town)
