"""Where standards are measured once a year, and certificates of officers are kept."""

from django.urls import URLPattern, path

from silastri.web.officer.reviews import item, listed, one

_ONE = "petugas/pengukuran/<int:pk>/"
_ITEM = f"{_ONE}butir/<slug:key>/"
REVIEWS: list[URLPattern] = [
    path("petugas/pengukuran/", listed.reviews, name="reviews"),
    path("petugas/pengukuran/mulai/<int:pk>/", listed.begin_review, name="begin_review"),
    path(_ONE, one.review, name="yearly_review"),
    path(f"{_ONE}tim/", one.review_team, name="review_team"),
    path(f"{_ONE}tetapkan/", one.approve_review, name="approve_review"),
    path(f"{_ONE}laporan.pdf", one.review_pdf, name="review_pdf"),
    path(f"{_ONE}laporan.xlsx", one.review_sheet, name="review_sheet"),
    path(_ITEM, item.review_item, name="review_item"),
    path(f"{_ITEM}perbaikan/", one.review_action, name="review_action"),
    path(f"{_ITEM}foto/", item.review_photos, name="review_photos"),
    path(f"{_ITEM}foto/<int:file>/", item.review_photo, name="review_photo"),
    path(f"{_ITEM}foto/<int:file>/hapus/", item.remove_review_photo, name="remove_review_photo"),
]
