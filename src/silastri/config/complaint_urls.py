"""The addresses of complaints."""

from django.urls import path

from silastri.web.officer.complaints import acts as complaint_acts
from silastri.web.officer.complaints import book as complaint_book
from silastri.web.officer.complaints import listed as complaints
from silastri.web.officer.complaints import one as complaint

_COMPLAINT = "petugas/pengaduan/<int:pk>/"

COMPLAINTS = [
    path("petugas/pengaduan/", complaints.complaints, name="complaints"),
    path("petugas/pengaduan/buku/", complaint_book.book, name="complaint_book"),
    path("petugas/pengaduan/buku/buku.pdf", complaint_book.book_pdf, name="complaint_book_pdf"),
    path("petugas/pengaduan/buku/buku.xlsx", complaint_book.book_sheet, name="complaint_book_sheet"),
    path(_COMPLAINT, complaint.complaint, name="complaint"),
    path(_COMPLAINT + "identitas/", complaint.open_identity, name="complaint_identity"),
    path(_COMPLAINT + "surat.pdf", complaint.answer_letter, name="complaint_letter"),
    path(_COMPLAINT + "lampiran/<int:file>/", complaint.attachment, name="complaint_attachment"),
    path(_COMPLAINT + "berkas/<int:file>/", complaint.handled_file, name="complaint_file"),
    path(_COMPLAINT + "<slug:what>/", complaint_acts.change, name="change_complaint"),
]
