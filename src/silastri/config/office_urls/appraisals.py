"""Where officers are appraised."""

from django.urls import URLPattern, path

from silastri.web.officer.appraisals import appraisals, commitments, ethics, rewards, rounds

APPRAISALS: list[URLPattern] = [
    path("petugas/penilaian/", appraisals.appraisals, name="appraisals"),
    path("petugas/penilaian/tulis/<int:pk>/<slug:key>/", appraisals.write_appraisal, name="write_appraisal"),
    path("petugas/penilaian/<int:pk>/", appraisals.appraisal, name="appraisal"),
    path("petugas/penilaian/<int:pk>/penilaian.pdf", appraisals.appraisal_pdf, name="appraisal_pdf"),
    path("petugas/penilaian/<int:pk>/<slug:what>/", appraisals.change_appraisal, name="change_appraisal"),
    path("petugas/putaran/", rounds.peer_rounds, name="peer_rounds"),
    path("petugas/putaran/buka/", rounds.open_peer_round, name="open_peer_round"),
    path("petugas/putaran/<int:pk>/tutup/", rounds.close_peer_round, name="close_peer_round"),
    path("petugas/putaran/rekan/<int:pk>/", rounds.answer_peer, name="answer_peer"),
    path("petugas/putaran/hasil/<int:pk>/", rounds.peer_result, name="peer_result"),
    path("petugas/penghargaan/", rewards.rewards, name="rewards"),
    path("petugas/penghargaan/usulkan/", rewards.propose_reward, name="propose_reward"),
    path("petugas/penghargaan/<int:pk>/", rewards.reward_page, name="reward"),
    path("petugas/penghargaan/<int:pk>/piagam.pdf", rewards.reward_pdf, name="reward_pdf"),
    path("petugas/penghargaan/<int:pk>/<slug:what>/", rewards.change_reward, name="change_reward"),
    path("petugas/sidang-etik/", ethics.ethics_cases, name="ethics_cases"),
    path("petugas/sidang-etik/laporkan/", ethics.report_breach, name="report_breach"),
    path("petugas/sidang-etik/<int:pk>/", ethics.ethics_case, name="ethics_case"),
    path("petugas/sidang-etik/<int:pk>/panggilan.pdf", ethics.hearing_letter, name="hearing_letter"),
    path("petugas/sidang-etik/<int:pk>/berita-acara.pdf", ethics.hearing_minutes, name="hearing_minutes"),
    path("petugas/sidang-etik/<int:pk>/berkas/", ethics.hearing_file, name="hearing_file"),
    path("petugas/sidang-etik/<int:pk>/<slug:what>/", ethics.change_ethics_case, name="change_ethics_case"),
    path("petugas/kode-etik/", commitments.commitments, name="commitments"),
    path("petugas/kode-etik/penanda-tangan.pdf", commitments.commitments_pdf, name="commitments_pdf"),
]
