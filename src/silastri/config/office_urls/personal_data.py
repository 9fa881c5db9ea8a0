"""Where people and officers see to rights over personal data."""

from django.urls import URLPattern, path

from silastri.web.applicant.personal_data import changed_notice, openings
from silastri.web.applicant.personal_data import requests as my_requests
from silastri.web.officer.personal_data import breaches, purge, requests, why_open
from silastri.web.public import privacy_notice

_MINE = "akun/data/"
_PURGES = "petugas/data-pribadi/pemusnahan/"
_BREACHES = "petugas/data-pribadi/kegagalan/"
PERSONAL_DATA: list[URLPattern] = [
    path("layanan/<slug:office>/<slug:slug>/data-pribadi/", privacy_notice.privacy_notice, name="privacy_notice"),
    path(_MINE, my_requests.my_data, name="my_data"),
    path(_MINE + "edisi-baru/", changed_notice.changed_notice, name="changed_notice"),
    path(_MINE + "siapa-membuka/", openings.my_openings, name="my_openings"),
    path(_MINE + "pembatasan/cabut/", my_requests.lift_restriction, name="lift_restriction"),
    path(_MINE + "<int:pk>/", my_requests.my_data_request, name="my_data_request"),
    path(_MINE + "<int:pk>/tarik/", my_requests.withdraw_data_request, name="withdraw_data_request"),
    path(_MINE + "<int:pk>/salinan.zip", my_requests.take_my_data, name="take_my_data"),
    path("petugas/alasan/", why_open.give_reason, name="give_reason"),
    path("petugas/data-pribadi/", requests.data_requests, name="data_requests"),
    path(_PURGES, purge.data_purges, name="data_purges"),
    path(_PURGES + "<int:pk>/", purge.data_purge, name="data_purge"),
    path(_PURGES + "<int:pk>/berita-acara.pdf", purge.data_purge_pdf, name="data_purge_pdf"),
    path(_PURGES + "<int:pk>/<slug:what>/", purge.change_data_purge, name="change_data_purge"),
    path(_BREACHES, breaches.data_breaches, name="data_breaches"),
    path(_BREACHES + "<int:pk>/", breaches.data_breach, name="data_breach"),
    path(_BREACHES + "<int:pk>/pemberitahuan.xlsx", breaches.data_breach_sheet, name="data_breach_sheet"),
    path(_BREACHES + "<int:pk>/<slug:what>/", breaches.change_data_breach, name="change_data_breach"),
    path("petugas/data-pribadi/<int:pk>/", requests.data_request, name="data_request"),
]
