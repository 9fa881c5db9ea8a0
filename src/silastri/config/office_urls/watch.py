"""Where offices are watched over."""

from django.urls import URLPattern, path

from silastri.web.officer.watch import all_offices, anomalies

WATCH: list[URLPattern] = [
    path("petugas/keanehan/", anomalies.anomalies, name="anomalies"),
    path("petugas/keanehan/<int:pk>/", anomalies.anomaly, name="anomaly"),
    path("petugas/keanehan/<int:pk>/penilaian/", anomalies.decide_anomaly, name="decide_anomaly"),
    path("petugas/semua-kantor/", all_offices.all_offices, name="all_offices"),
]
