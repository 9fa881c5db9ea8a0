"""Where figures are shown."""

from django.urls import URLPattern, path

from silastri.web.officer.figures import overview, pauses, waits
from silastri.web.public import performance

FIGURES: list[URLPattern] = [
    path("petugas/ringkasan/", overview.figures, name="figures"),
    path("petugas/ringkasan/menunggu/", waits.figures_waiting, name="figures_waiting"),
    path("petugas/ringkasan/jeda/", pauses.figures_pauses, name="figures_pauses"),
    path("kinerja/", performance.all_performance, name="all_performance"),
    path("kinerja/<slug:slug>/", performance.performance, name="performance"),
    path("kinerja/<slug:slug>/data.csv", performance.performance_data, name="performance_data"),
]
