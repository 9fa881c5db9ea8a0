"""The evidence for those who assess the office."""

from django.urls import URLPattern, path

from silastri.web.officer.assessments import pages

_ALL = "petugas/bukti/"
_ONE = _ALL + "<int:pk>/"
_INDICATOR = _ONE + "indikator/<slug:key>/"
ASSESSMENTS: list[URLPattern] = [
    path(_ALL, pages.assessments, name="assessments"),
    path(_ALL + "buka/<slug:key>/<int:year>/", pages.begin_assessment, name="begin_assessment"),
    path(_ONE, pages.assessment, name="assessment"),
    path(_ONE + "indeks.pdf", pages.assessment_index, name="assessment_index"),
    path(_ONE + "berkas/", pages.assessment_folder, name="assessment_folder"),
    path(_INDICATOR, pages.indicator, name="indicator"),
    path(_INDICATOR + "keterangan/", pages.note_indicator, name="note_indicator"),
    path(_INDICATOR + "bukti/", pages.add_evidence, name="add_evidence"),
    path(_INDICATOR + "bukti/<int:file>/", pages.added_evidence, name="added_evidence"),
    path(_INDICATOR + "celah/", pages.close_gap, name="close_gap"),
]
