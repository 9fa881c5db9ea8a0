"""The yearly measurement on a telephone in the hall: a mark that saves itself, and the photo that is its evidence."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from silastri.apps.reviews import queries
from silastri.apps.reviews.models import ReviewItem, ReviewPhoto
from silastri.practice import sample
from tests.builders import Town, a_town
from tests.e2e.conftest import aside
from tests.web.reviews.test_reviews import begun

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
# What an extension of the browser leaves, as does a tool that takes pictures: attributes that our policy would not set.
TOUCHED = (
    """for (const one of document.querySelectorAll("body *")) { one.style.color = "red"; one.style.color = ""; }"""
)


def photo() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((1200, 900), 40).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def first_item(town: Town) -> tuple[str, ReviewItem]:
    review = begun(town, timezone.now() - timedelta(days=1))
    item = queries.items(review)[0]
    return f"/petugas/pengukuran/{review.pk}/butir/{item.key}/", item


def test_a_mark_saves_itself_and_the_photo_goes_with_the_button(person) -> None:  # type: ignore[no-untyped-def]
    town = aside(a_town)
    path, item = aside(lambda: first_item(town))
    clerk = person()
    clerk.sign_in(town.officer("loket").phone, sample.PASSWORD)
    clerk.open(path)
    clerk.look("butir")
    clerk.page.evaluate(TOUCHED)
    clerk.page.get_by_label("Sebagian").check()
    expect(clerk.page.locator("[data-saved]")).to_contain_text("Tersimpan")
    chosen = {"name": "kursi.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    clerk.page.locator("input[type=file]").set_input_files(chosen)
    expect(clerk.page.get_by_text("kursi.jpg")).to_be_visible()
    clerk.press("Simpan dan lanjut")
    assert aside(lambda: ReviewItem.objects.get(pk=item.pk).mark) == "partly"
    assert aside(lambda: ReviewPhoto.objects.filter(item=item).count()) == 1, "it was chosen beside the mark"
    clerk.open(path)
    expect(clerk.page.get_by_role("img", name="Foto 1")).to_be_visible()
    clerk.look("butir-foto")
