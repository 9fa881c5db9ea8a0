"""Where the office reports."""

from django.urls import URLPattern, path

from silastri.web.officer.office_reports import made_files, reports

_MADE, _REPORT = "petugas/berkas-buatan/", "petugas/laporan/<int:pk>/"
REPORTS: list[URLPattern] = [
    path("petugas/laporan/", reports.office_reports, name="office_reports"),
    path("petugas/laporan/buat/<slug:key>/", reports.draft_office_report, name="draft_office_report"),
    path(_REPORT, reports.office_report, name="office_report"),
    path(_REPORT + "laporan.pdf", reports.office_report_pdf, name="office_report_pdf"),
    path(_REPORT + "laporan.xlsx", reports.office_report_sheet, name="office_report_sheet"),
    path(_REPORT + "<slug:what>/", reports.change_office_report, name="change_office_report"),
    path(_MADE, made_files.made_files, name="made_files"),
    path(_MADE + "<int:pk>/", made_files.made_file, name="made_file"),
    path(_MADE + "<int:pk>/unduh/", made_files.take_made_file, name="take_made_file"),
]
