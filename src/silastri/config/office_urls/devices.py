"""Where screens and tablets stand in the hall."""

from django.urls import path

from silastri.web.devices import information, kiosk, screens, start, survey
from silastri.web.manager import devices
from silastri.web.officer.counter import posters

DEVICES = [
    path("perangkat/", start.new_device, name="new_device"),
    path("layar/", screens.screen, name="screen"),
    path("layar/kabar/", screens.news, name="screen_news"),
    path("layar/nomor/", kiosk.take, name="kiosk_take"),
    path("layar/nomor/<str:code>/", kiosk.ticket, name="kiosk_ticket"),
    path("layar/kantor/", information.office, name="screen_office"),
    path("layar/layanan/<slug:slug>/", information.service, name="screen_service"),
    path("layar/survei/", survey.begin, name="tablet_begin"),
    path("layar/survei/selesai/", survey.thanks, name="tablet_thanks"),
    path("layar/survei/<str:code>/", survey.answer, name="tablet_answer"),
    path("petugas/poster/", posters.posters, name="posters"),
    path("petugas/poster/survei.pdf", posters.survey, name="survey_poster"),
    path("petugas/poster/lembar-survei.pdf", posters.sheet, name="survey_sheet"),
    path("petugas/poster/layanan/<slug:slug>.pdf", posters.service, name="service_poster"),
    path("kelola/perangkat/", devices.devices, name="devices"),
    path("kelola/perangkat/<int:pk>/", devices.one_device, name="device"),
    path("kelola/perangkat/<int:pk>/coba/", devices.try_device, name="try_device"),
    path("kelola/perangkat/<int:pk>/lepas/", devices.let_device_go, name="let_device_go"),
]
