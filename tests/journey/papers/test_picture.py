"""Pictures of pages are drawn once, kept beside their file, and go with it."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from silastri.adapters.intake import intake
from silastri.adapters.intake.port import NotAccepted, TooMuchWork
from silastri.apps.documents import operations, queries
from silastri.journey.case import handed_in
from silastri.journey.papers import picture
from silastri.practice import sample
from tests.builders import MONDAY

pytestmark = pytest.mark.django_db
SCAN = sample.scan("Surat Contoh", MONDAY)


def never(*_: object, **__: object) -> None:
    raise AssertionError("drawn again")


@pytest.mark.parametrize("width", [800, 400])
def test_what_was_handed_in_is_not_drawn_again_to_be_looked_at(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    file = handed_in.keep(intake().tidy(SCAN), name="a.pdf", at=MONDAY)
    monkeypatch.setattr(intake(), "picture", never)
    found = picture.of_file(file.sha256, page=1, width=width)
    assert Image.open(io.BytesIO(found)).width == width
    assert file.sent_sha256
    assert file.sent_sha256 != file.sha256


def test_a_page_without_a_picture_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    file = operations.keep(sample.scan("Lain", MONDAY), kind="application/pdf", pages=1, name="a.pdf", at=MONDAY)
    first = picture.of_file(file.sha256, page=1, width=300)
    monkeypatch.setattr(intake(), "picture", never)
    assert picture.of_file(file.sha256, page=1, width=300) == first
    with pytest.raises(NotAccepted, match="tidak ada"):
        picture.of_file(file.sha256, page=2, width=300)
    assert len(queries.previews(file.sha256)) == 1, "of a page that is not there nothing is kept"


def test_a_page_that_cannot_be_drawn_is_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(*_: object, **__: object) -> bytes:
        raise TooMuchWork("Terlalu rumit.")

    file = operations.keep(sample.scan("Rumit", MONDAY), kind="application/pdf", pages=1, name="a.pdf", at=MONDAY)
    monkeypatch.setattr(intake(), "picture", too_much)
    with pytest.raises(NotAccepted, match="Buka berkasnya"):
        picture.of_file(file.sha256, page=1, width=800)
    monkeypatch.setattr(intake(), "picture", never)
    with pytest.raises(NotAccepted, match="Buka berkasnya"):
        picture.of_file(file.sha256, page=1, width=800)


def test_pictures_are_destroyed_with_their_file() -> None:
    file = handed_in.keep(intake().tidy(sample.scan("Musnah", MONDAY)), name="a.pdf", at=MONDAY)
    places = queries.previews(file.sha256)
    assert len(places) == 2
    operations.order_destruction([file.sha256], why="berita acara 1", at=MONDAY)
    (order,) = queries.to_destroy()
    operations.destroy(order, at=MONDAY)
    assert not any(map(default_storage.exists, places))
    with pytest.raises(queries.Destroyed):
        picture.of_file(file.sha256, page=1, width=800)
