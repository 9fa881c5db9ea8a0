"""The addresses by which the public is heard: complaints, reports of bribes, the survey, improvements."""

from django.urls import path

from silastri.web.applicant import survey
from silastri.web.officer.bribes import reports as bribe_reports
from silastri.web.officer.complaints import acts as complaint_acts
from silastri.web.officer.complaints import book as complaint_book
from silastri.web.officer.complaints import listed as complaints
from silastri.web.officer.complaints import month_reports, record
from silastri.web.officer.complaints import one as complaint
from silastri.web.officer.improvements import one as improvement
from silastri.web.officer.improvements import register as improvements
from silastri.web.officer.surveys import ask as ask_opinion
from silastri.web.officer.surveys import keying, own_questions
from silastri.web.officer.surveys import reports as survey_reports
from silastri.web.public import bribe, satisfaction
from silastri.web.public import improvements as public_improvements
from silastri.web.public import survey as public_survey
from silastri.web.public.complaints import followed, written

_MINE = "permohonan/<str:ref>/"
_DESK = "petugas/permohonan/<str:ref>/"
_REPORT = "petugas/laporan-skm/<str:key>/"
_COMPLAINT = "petugas/pengaduan/<int:pk>/"
_MONTH = "petugas/laporan-pengaduan/<int:pk>/"

VOICE = [
    path("pengaduan/", written.choose_office, name="complain_where"),
    path("pengaduan/lacak/", followed.find, name="find_complaint"),
    path("pengaduan/diterima/<str:code>/", followed.received, name="complaint_received"),
    path("pengaduan/diterima/<str:code>/tanda-terima.pdf", followed.receipt_pdf, name="complaint_receipt"),
    path("pengaduan/status/<str:code>/", followed.status, name="complaint_status"),
    path("pengaduan/<slug:office>/", written.complain, name="complain"),
    path("pengaduan/<slug:office>/mirip/", written.alike, name="complaints_alike"),
    path("p/<slug:office>", written.short, name="complain_short"),
    path("survei/", public_survey.by_code, name="survey_code"),
    path("survei/terima-kasih/", public_survey.thanks, name="survey_thanks"),
    path("survei/<str:code>/", public_survey.answer, name="answer_survey"),
    path("kantor/<slug:slug>/perbaikan/", public_improvements.improvements, name="office_improvements"),
    path("kepuasan/", satisfaction.all_satisfaction, name="all_satisfaction"),
    path("kepuasan/<slug:slug>/", satisfaction.satisfaction, name="satisfaction"),
    path("kepuasan/<slug:slug>/data.csv", satisfaction.satisfaction_data, name="satisfaction_data"),
    path("uang/ikuti/", bribe.follow, name="follow_bribe"),
    path("uang/<slug:office>/", bribe.bribe, name="bribe"),
    path(_MINE + "survei/", survey.survey, name="survey"),
    path("petugas/pengaduan/", complaints.complaints, name="complaints"),
    path("petugas/pengaduan/catat/", record.record, name="record_complaint"),
    path("petugas/pengaduan/buku/", complaint_book.book, name="complaint_book"),
    path("petugas/pengaduan/buku/buku.pdf", complaint_book.book_pdf, name="complaint_book_pdf"),
    path("petugas/pengaduan/buku/buku.xlsx", complaint_book.book_sheet, name="complaint_book_sheet"),
    path(_COMPLAINT, complaint.complaint, name="complaint"),
    path(_COMPLAINT + "tanda-terima/", record.recorded, name="recorded_complaint"),
    path(_COMPLAINT + "tanda-terima.pdf", record.slip, name="complaint_slip"),
    path(_COMPLAINT + "identitas/", complaint.open_identity, name="complaint_identity"),
    path(_COMPLAINT + "surat.pdf", complaint.answer_letter, name="complaint_letter"),
    path(_COMPLAINT + "lampiran/<int:file>/", complaint.attachment, name="complaint_attachment"),
    path(_COMPLAINT + "berkas/<int:file>/", complaint.handled_file, name="complaint_file"),
    path(_COMPLAINT + "<slug:what>/", complaint_acts.change, name="change_complaint"),
    path("petugas/laporan-pengaduan/", month_reports.month_reports, name="month_reports"),
    path(_MONTH, month_reports.month_report, name="month_report"),
    path(_MONTH + "laporan.pdf", month_reports.month_report_pdf, name="month_report_pdf"),
    path(_MONTH + "laporan.xlsx", month_reports.month_report_sheet, name="month_report_sheet"),
    path(_MONTH + "<slug:what>/", month_reports.change_month_report, name="change_month_report"),
    path("petugas/survei/ketik/", keying.begin, name="key_survey"),
    path("petugas/survei/ketik/<slug:slug>/", keying.rows, name="key_survey_rows"),
    path("petugas/survei/ketik/<slug:slug>/urungkan/", keying.undo, name="undo_survey_row"),
    path("petugas/survei/tambahan/", own_questions.results, name="survey_extra"),
    path(_DESK + "survei/", ask_opinion.survey, name="desk_survey"),
    path("petugas/laporan-skm/", survey_reports.survey_reports, name="survey_reports"),
    path(_REPORT, survey_reports.survey_report, name="survey_report"),
    path(_REPORT + "konsep/", survey_reports.draft_survey_report, name="draft_survey_report"),
    path(_REPORT + "analisis/", survey_reports.write_survey_report, name="write_survey_report"),
    path(_REPORT + "rencana/", survey_reports.plan_from_survey, name="plan_from_survey"),
    path(_REPORT + "tetapkan/", survey_reports.approve_survey_report, name="approve_survey_report"),
    path(_REPORT + "laporan.pdf", survey_reports.survey_report_pdf, name="survey_report_pdf"),
    path(_REPORT + "laporan.xlsx", survey_reports.survey_report_sheet, name="survey_report_sheet"),
    path("petugas/laporan-uang/", bribe_reports.bribe_reports, name="bribe_reports"),
    path("petugas/laporan-uang/<int:pk>/", bribe_reports.bribe_report, name="bribe_report"),
    path("petugas/laporan-uang/<int:pk>/<slug:what>/", bribe_reports.change_bribe, name="change_bribe"),
    path("petugas/perbaikan/", improvements.improvements, name="improvements"),
    path("petugas/perbaikan/daftar.xlsx", improvements.improvements_sheet, name="improvements_sheet"),
    path("petugas/perbaikan/daftar.pdf", improvements.improvements_pdf, name="improvements_pdf"),
    path("petugas/perbaikan/tambah/", improvements.plan, name="plan_improvement"),
    path("petugas/perbaikan/<int:pk>/", improvement.improvement, name="improvement"),
    path("petugas/perbaikan/<int:pk>/selesai/", improvement.end_improvement, name="end_improvement"),
    path("petugas/perbaikan/<int:pk>/tidak-jadi/", improvement.drop_improvement, name="drop_improvement"),
    path("petugas/perbaikan/<int:pk>/bukti/", improvement.improvement_file, name="improvement_file"),
]
