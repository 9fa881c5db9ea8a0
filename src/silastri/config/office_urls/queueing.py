"""Where the queue goes."""

from django.urls import URLPattern, path

from silastri.web.manager import counters
from silastri.web.officer.queueing import desk, times
from silastri.web.public import queue

QUEUEING: list[URLPattern] = [
    path("antrean/nomor/<str:code>/", queue.ticket, name="queue_ticket"),
    path("antrean/nomor/<str:code>/sekarang/", queue.ticket_now, name="queue_ticket_now"),
    path("antrean/nomor/<str:code>/batal/", queue.cancel, name="queue_cancel"),
    path("antrean/<slug:slug>/", queue.queue, name="queue"),
    path("antrean/<slug:slug>/sekarang/", queue.now, name="queue_now"),
    path("antrean/<slug:slug>/datang/<str:code>/", queue.here, name="queue_arrive"),
    path("petugas/antrean/", desk.queue, name="queue_desk"),
    path("petugas/antrean/menunggu/", desk.news, name="queue_news"),
    path("petugas/antrean/beri/", desk.give, name="queue_give"),
    path("petugas/antrean/datang/", desk.came, name="queue_came"),
    path("petugas/antrean/nomor/<int:pk>/", desk.printed, name="queue_slip"),
    path("petugas/antrean/waktu/", times.times, name="queue_times"),
    path("petugas/antrean/waktu/waktu-antrean.xlsx", times.times_sheet, name="queue_times_sheet"),
    path("petugas/antrean/poster.pdf", times.poster, name="queue_poster"),
    path("petugas/antrean/<str:what>/", desk.act, name="queue_act"),
    path("kelola/loket/", counters.counters, name="queue_counters"),
    path("kelola/loket/<int:pk>/", counters.counter, name="queue_counter"),
]
