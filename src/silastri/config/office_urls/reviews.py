"""Where standards are measured once a year, and certificates of officers are kept."""

from django.urls import URLPattern, path

from silastri.web.officer.competences import pages as competences
from silastri.web.officer.reviews import item, listed, one

_ONE = "petugas/pengukuran/<int:pk>/"
_CERTIFICATE = "petugas/kompetensi/sertifikat/"
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
    path(f"{_ITEM}foto/<int:file>/", item.review_photo, name="review_photo"),
    path(f"{_ITEM}foto/<int:file>/hapus/", item.remove_review_photo, name="remove_review_photo"),
    path("petugas/kompetensi/", competences.competences, name="competences"),
    path("petugas/kompetensi/daftar.xlsx", competences.competences_sheet, name="competences_sheet"),
    path("petugas/kompetensi/jabatan/", competences.ask_of_post, name="ask_of_post"),
    path("petugas/kompetensi/jabatan/<int:pk>/hapus/", competences.ask_no_more, name="ask_no_more"),
    path(f"{_CERTIFICATE}tambah/", competences.add_certificate, name="add_certificate"),
    path(f"{_CERTIFICATE}<int:pk>/", competences.certificate, name="certificate"),
    path(f"{_CERTIFICATE}<int:pk>/berkas/", competences.certificate_file, name="certificate_file"),
    path(f"{_CERTIFICATE}<int:pk>/<str:what>/", competences.decide_certificate, name="decide_certificate"),
]
