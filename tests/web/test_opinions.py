"""The pages of those who ask and of those who are asked: each shows what its reader needs, and no more."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.opinions import queries
from silastri.domain.case.workflow import ONWARD
from silastri.journey.opinions import ask_party
from silastri.journey.steps import ask
from silastri.practice import parties, sample
from tests.builders import MONDAY, Town, a_case
from tests.consulted import consulting
from tests.journey.opinions.asking import NOON, STEP, asked, listed, says, sent

Browser = Callable[[Person | None], Client]
ANSWER = {"air_layak": "ya", "catatan": "Sudah kami uji.", "nama": "dr. Contoh", "jabatan": "Dokter"}


@pytest.fixture
def town(db: None, tmp_path: Path) -> Town:
    return consulting(tmp_path)


@pytest.fixture
def case(town: Town) -> Case:
    return a_case(town, STEP, service="kesehatan")


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def link(town: Town, case: Case, party: str = "puskesmas") -> str:
    return f"/mitra/{sent(town, case, party)}/"


# A party outside


def test_it_sees_what_it_needs_and_what_the_definition_names(town: Town, case: Case) -> None:
    page = text(Client(), link(town, case))
    for shown in (case.ref, "Izin Kesehatan Contoh", "Bagaimana hasil pemeriksaan air", "Denah tempat", "Contoh isian"):
        assert shown in page, shown
    assert town.citizens[0].name in page, "this one may know who applies"
    for hidden in ("Fotokopi KTP", "Surat dokter", "Skala usaha", town.citizens[0].nik or "?", "Balai Contoh"):
        assert hidden not in page, hidden
    other = text(Client(), link(town, case, "balai"))
    for hidden in (town.citizens[0].name, "Denah tempat", "Contoh isian", "Puskesmas"):
        assert hidden not in other, hidden


def test_it_opens_the_papers_that_are_named_and_no_others(town: Town, case: Case) -> None:
    path = link(town, case)
    papers = {paper.key: paper.pk for paper in CaseDocument.objects.filter(case=case)}
    response = Client().get(f"{path}berkas/{papers['denah']}/")
    assert response.content.startswith(b"%PDF-")
    assert response["Cache-Control"] == "no-store"
    for key in ("ktp", "surat_sakit"):
        text(Client(), f"{path}berkas/{papers[key]}/", 404)
    other = a_case(town, STEP, service="kesehatan", citizen=1)
    text(Client(), f"{path}berkas/{CaseDocument.objects.filter(case=other, key='denah').get().pk}/", 404)


def test_it_answers_once_and_then_reads_its_receipt(town: Town, case: Case) -> None:
    path, client = link(town, case), Client()
    wrong = client.post(path, {**ANSWER, "air_layak": "", "nama": ""})
    assert wrong.status_code == 422
    assert "dr. Contoh" not in wrong.content.decode()
    assert "Sudah kami uji." in wrong.content.decode(), "what was typed stays"
    assert client.post(path, ANSWER).status_code == 302
    page = text(client, path)
    assert "Jawaban Anda sudah kami terima" in page
    assert "Sudah kami uji." in page
    assert "Denah tempat" not in page, "the papers are not shown any more"
    assert "<textarea" not in page
    client.post(path, {**ANSWER, "catatan": "Lain."})
    assert asked(case, "puskesmas").said["catatan"] == "Sudah kami uji."
    pk = CaseDocument.objects.get(case=case, key="denah").pk
    text(client, f"{path}berkas/{pk}/", 410)


def test_a_new_line_counts_once_as_the_browser_counts_it(town: Town, case: Case) -> None:
    """What the browser let somebody type is not too long when it comes."""
    lines = ["a" * 39] * 50
    assert len("\n".join(lines)) == 1999, "of 2,000"
    assert Client().post(link(town, case), {**ANSWER, "catatan": "\r\n".join(lines)}).status_code == 302
    assert asked(case, "puskesmas").said["catatan"] == "\n".join(lines)


def test_it_sends_a_file_where_one_is_wanted(town: Town, case: Case, browser: Browser) -> None:
    path = link(town, case, "balai")
    typed = {"pendapat": "setuju", "nama": "Contoh", "jabatan": "Kepala"}
    assert "Pilih berkas dulu" in Client().post(path, typed).content.decode()
    assert asked(case, "balai").state == "asked"
    letter = SimpleUploadedFile("surat.pdf", sample.scan("Surat", NOON), "application/pdf")
    assert Client().post(path, {**typed, "berkas": letter}).status_code == 302
    desk = f"/petugas/permohonan/{case.ref}/pendapat/{asked(case, 'balai').pk}/berkas/"
    assert browser(town.officer("loket")).get(desk).content.startswith(b"%PDF-")
    assert Client().get(desk).status_code == 302
    text(
        browser(town.officer("loket")),
        f"/petugas/permohonan/{case.ref}/pendapat/{asked(case, 'puskesmas').pk}/berkas/",
        404,
    )


def test_an_ended_link_says_so_and_nothing_else(town: Town, case: Case) -> None:
    path, about = link(town, case), {"ref": case.ref, "turn": case.turn, "party": "puskesmas"}
    ask_party.take_back(town.act("back_office", NOON), **about)
    page = text(Client(), path, 410)
    assert "sudah berakhir" in page
    for hidden in (case.ref, "Izin Kesehatan", "Puskesmas", town.citizens[0].name):
        assert hidden not in page, hidden
    assert Client().post(path, ANSWER).status_code == 410
    assert not asked(case, "puskesmas").is_answered


def test_when_the_case_has_gone_on_the_answer_is_thanked_for(town: Town, case: Case) -> None:
    says(town, case, "puskesmas")
    path = f"/mitra/{queries.link(asked(case, 'puskesmas'))}/"
    ask.ask(town.act("back_office", NOON), ref=case.ref, turn=case.turn, outcome="tolak", note="Tidak layak.")
    page = text(Client(), path, 410)
    assert "Jawaban Anda kami terima" in page
    assert case.ref not in page


def test_a_wrong_link_is_kindly_not_known_and_not_tried_for_long(db: None) -> None:
    page = text(Client(), "/mitra/x/", 404)
    assert "Tautan ini tidak dikenal" in page
    answers = [Client().get(f"/mitra/{n:040x}/").status_code for n in range(35)]
    assert (answers[0], answers[-1]) == (404, 429)


def test_the_page_is_not_kept_and_not_found_by_searching(town: Town, case: Case) -> None:
    for path in (link(town, case), "/mitra/salah/"):
        response = Client().get(path)
        assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


# Who asks


def test_the_officer_sends_from_his_page_and_sees_all_side_by_side(town: Town, case: Case, browser: Browser) -> None:
    officer, desk = browser(town.officer("back_office")), f"/petugas/permohonan/{case.ref}/"
    page = text(officer, desk)
    assert page.count("Belum dikirim") == 2
    assert 'value="0812 0000 0444"' in page, "the contact of the definition, to be confirmed"
    wrong = officer.post(f"{desk}pihak/balai/kirim/", {"giliran": case.turn, "kontak": "entah"})
    assert (wrong.status_code, "Isi nomor WhatsApp" in wrong.content.decode()) == (422, True)
    alone = officer.post(f"{desk}pihak/puskesmas/kirim/", {"giliran": case.turn, "kontak": parties.CONTACT})
    assert (alone.status_code, "belum ada di daftar mitra" in alone.content.decode()) == (422, True)
    listed(case, "puskesmas", parties.CONTACT)
    assert (
        officer.post(f"{desk}pihak/puskesmas/kirim/", {"giliran": case.turn, "kontak": parties.CONTACT}).status_code
        == 302
    )
    shown = officer.post(f"{desk}pihak/balai/tautan/", {"giliran": case.turn}).content.decode()
    assert f"/mitra/{queries.link(asked(case, 'balai'))}/" in shown
    assert "/mitra/" not in text(officer, desk), "shown once, when it is asked for"
    says(town, case, "puskesmas", note="Air jernih.")
    page = text(officer, desk)
    assert "Air jernih." in page
    assert parties.NAME in page
    refused = officer.post(f"{desk}simpulkan/", {"giliran": case.turn, "keputusan": ONWARD, "catatan": "Lanjut."})
    assert (refused.status_code, "Balai Contoh belum menjawab" in refused.content.decode()) == (422, True)
    assert officer.get(f"{desk}pihak/balai/hapus/").status_code == 302
    assert officer.post(f"{desk}pihak/balai/hapus/", {"giliran": case.turn}).status_code == 404


def test_a_reason_is_asked_for_where_somebody_is_late(town: Town, case: Case, browser: Browser) -> None:
    officer, desk = browser(town.officer("back_office")), f"/petugas/permohonan/{case.ref}/"
    assert "Alasan dilanjutkan" not in text(officer, desk)
    sent(town, case, "balai", at=MONDAY - timedelta(days=3000))  # the pages go by the real clock
    sent(town, case, "puskesmas", at=MONDAY - timedelta(days=3000))
    page = text(officer, desk)
    assert page.count("Terlambat") == 2
    assert "Alasan dilanjutkan tanpa jawaban Puskesmas Contoh, Balai Contoh" in page
    typed = {"giliran": case.turn, "keputusan": ONWARD, "catatan": "Lanjut.", "tanpa": "Sudah ditunggu sebulan."}
    assert officer.post(f"{desk}simpulkan/", typed).status_code == 302
    assert Case.objects.get(pk=case.pk).step == "pembinaan"


def test_those_who_come_after_read_what_was_said(town: Town, case: Case, browser: Browser) -> None:
    says(town, case, "puskesmas", note="Air jernih.")
    says(town, case, "balai")
    case = ask.ask(town.act("back_office", NOON), ref=case.ref, turn=case.turn, outcome=ONWARD, note="Layak.")
    page = text(browser(town.officer("kepala")), f"/petugas/permohonan/{case.ref}/")
    assert "Air jernih." in page
    assert "Mengizinkan" in page


# A colleague


def test_a_colleague_finds_it_in_his_list_and_answers(town: Town, browser: Browser) -> None:
    case = a_case(town, STEP, service="keramaian")
    expert = browser(town.officer("ahli_muda"))
    assert "Diminta pendapat" in text(expert, "/petugas/")
    assert case.ref in text(expert, "/petugas/pendapat/")
    path = f"/petugas/pendapat/{asked(case, 'ahli').pk}/"
    assert "dapat diizinkan di tempat itu" in text(expert, path)
    assert expert.post(path, {"pendapat": "tidak", "catatan": ""}).status_code == 422
    assert expert.post(path, {"pendapat": "tidak", "catatan": "Terlalu dekat sekolah."}).status_code == 302
    assert "Terlalu dekat sekolah." in text(expert, path)
    assert "Tidak ada yang menunggu" in text(expert, "/petugas/pendapat/")
    other = browser(town.officer("loket"))
    assert "Diminta pendapat" not in text(other, "/petugas/")
    text(other, path, 403)
    assert other.post(path, {"pendapat": "setuju"}).status_code == 403


def test_another_office_finds_nothing(town: Town, case: Case, browser: Browser) -> None:
    from tests.builders import a_town

    elsewhere = browser(a_town().officer("back_office"))
    colleague = asked(a_case(town, STEP, service="keramaian"), "ahli")
    says(town, case, "balai")
    for path in (
        f"/petugas/pendapat/{colleague.pk}/",
        f"/petugas/permohonan/{case.ref}/pendapat/{asked(case, 'balai').pk}/berkas/",
    ):
        text(elsewhere, path, 404)
    for what in ("kirim", "tautan", "tarik", "lagi"):
        path = f"/petugas/permohonan/{case.ref}/pihak/puskesmas/{what}/"
        assert elsewhere.post(path, {"giliran": case.turn, "kontak": parties.CONTACT}).status_code == 404
    assert colleague.state == "asked"


# The applicant


def test_the_applicant_sees_whom_it_waits_for_and_never_what_was_said(town: Town, case: Case, browser: Browser) -> None:
    mine, public = f"/permohonan/{case.ref}/", f"/lacak/{case.ref}/"
    applicant = browser(town.citizens[0])
    for page in (text(applicant, mine), text(Client(), public)):
        assert "Menunggu pendapat Puskesmas Contoh, Balai Contoh" in page
    says(town, case, "puskesmas", note="Air keruh sekali.")
    for page in (text(applicant, mine), text(Client(), public)):
        assert "Menunggu pendapat Balai Contoh" in page
        assert "Puskesmas" not in page.replace("Kajian", "")
        assert "Air keruh" not in page
    about = {"ref": case.ref, "turn": case.turn, "outcome": "tolak", "note": "Belum memenuhi syarat."}
    ask.ask(town.act("back_office", NOON), **about)
    page = text(applicant, mine)
    assert "Belum memenuhi syarat." in page
    assert "Dimintai pendapat" not in page
    assert parties.NAME not in page


def test_in_public_who_is_asked_only_sometimes_is_not_named(town: Town, browser: Browser) -> None:
    from silastri.apps.opinions import operations

    case = a_case(town, STEP, service="keramaian")
    operations.ask(case, step=STEP, party="camat", post="", at=NOON)
    named = "Menunggu pendapat Kantor Desa Contoh, Kantor Camat Contoh, Ahli Muda, Analis Hukum"
    assert named in text(browser(town.citizens[0]), f"/permohonan/{case.ref}/")
    page = text(Client(), f"/lacak/{case.ref}/")
    assert "Menunggu pendapat Kantor Desa Contoh, Ahli Muda, Analis Hukum, pihak lain" in page
    assert "Camat" not in page


def test_a_manager_keeps_the_contacts_of_partners(town: Town, case: Case, browser: Browser) -> None:
    manager = browser(next(one.person for one in town.office.posting_set.filter(manages=True)))
    assert "Kontak mitra" in text(manager, "/petugas/")
    typed = {"pihak": "Balai Contoh", "kontak": "0812 0000 0888"}
    assert manager.post("/kelola/mitra/", typed | {"kontak": "entah"}).status_code == 422
    assert manager.post("/kelola/mitra/", typed | {"pihak": "Siapa"}).status_code == 422
    assert manager.post("/kelola/mitra/", typed).status_code == 302
    assert "+6281200000888" in text(manager, "/kelola/mitra/")
    found = queries.contacts(town.office.pk).get()
    manager.post(f"/kelola/mitra/{found.pk}/hapus/")
    assert not queries.contacts(town.office.pk).exists()
