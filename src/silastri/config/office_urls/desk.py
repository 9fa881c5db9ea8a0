"""Where something is handed over, and somebody is advised."""

from django.urls import URLPattern, path

from silastri.web.officer.counter import consultations, handed_over

DESK: list[URLPattern] = [
    path("petugas/konsultasi/", consultations.consultations, name="consultations"),
    path("petugas/permohonan/<str:ref>/penyerahan/<str:what>/", handed_over.hand_over_proof, name="hand_over_proof"),
]
