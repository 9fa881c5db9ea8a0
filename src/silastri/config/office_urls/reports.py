"""Where the office reports."""

from django.urls import URLPattern, path

from silastri.web.officer.office_reports import made_files

_MADE = "petugas/berkas-buatan/"
REPORTS: list[URLPattern] = [
    path(_MADE, made_files.made_files, name="made_files"),
    path(_MADE + "<int:pk>/", made_files.made_file, name="made_file"),
    path(_MADE + "<int:pk>/unduh/", made_files.take_made_file, name="take_made_file"),
]
