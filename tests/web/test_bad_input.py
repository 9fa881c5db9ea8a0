"""What a person can send that is wrong: a clear sentence, the right status, and nothing changed."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, RequestFactory

from silastri.adapters.intake import intake
from silastri.adapters.intake.port import TooMuchWork
from silastri.apps.accounts.models import Attempts, Person
from silastri.apps.cases.models import Case, CaseDocument, StepRun
from silastri.apps.letters.models import Letter
from silastri.practice import sample
from silastri.web.middleware import one_newline
from tests.adapters.test_intake import a_pdf, a_photo, locked, with_script
from tests.builders import MONDAY, Town, a_case

Browser = Callable[[Person | None], Client]


def attach(client: Client, case: Case, content: bytes, name: str = "ktp.pdf", key: str = "ktp") -> tuple[int, str]:
    sent = {"persyaratan": key, "berkas": SimpleUploadedFile(name, content)}
    response = client.post(f"/permohonan/{case.ref}/berkas/", sent, follow=True)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kosong"),
        (locked(), "dikunci dengan sandi"),
        (a_pdf()[:-90], "rusak"),
        (a_pdf(change=with_script), "program atau lampiran"),
        (b"MZ\x90" * 50, "Jenis berkas ini tidak bisa dipakai"),
        (b"PK\x03\x04" * 50, "Word, Excel, atau ZIP"),
        (a_photo()[:900], "tidak bisa dibuka"),
    ],
)
def test_a_wrong_file(town: Town, browser: Browser, content: bytes, says: str) -> None:
    case = a_case(town, "pengajuan")
    status, page = attach(browser(town.citizens[0]), case, content)
    assert status == 422
    assert says in page
    assert not CaseDocument.objects.exists()


def test_who_sends_files_that_keep_others_waiting_waits(
    town: Town, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(*_: object) -> None:
        read.append(1)
        raise TooMuchWork("Berkas ini terlalu rumit.")

    read: list[int] = []
    case, other = a_case(town, "pengajuan"), a_case(town, "pengajuan", citizen=1)
    client = browser(town.citizens[0])
    with monkeypatch.context() as hostile:
        hostile.setattr(intake(), "tidy", too_much)
        assert [attach(client, case, b"%PDF-")[0] for _ in range(4)] == [422, 422, 422, 429]
        assert len(read) == 3, "the fourth was not even read"
    status, page = attach(client, case, a_pdf())
    assert (status, "Tunggu 10 menit" in page) == (429, True)
    assert attach(browser(town.citizens[1]), other, a_pdf())[0] == 200, "nobody else waits"
    Attempts.objects.update(window_ends_at=MONDAY)  # ten minutes later
    assert attach(client, case, a_pdf())[0] == 200


def test_one_account_does_not_fill_the_disk(town: Town, browser: Browser) -> None:
    case, client = a_case(town, "pengajuan"), browser(town.citizens[0])
    assert attach(client, case, a_pdf())[0] == 200
    assert Attempts.objects.filter(key=f"files/{town.citizens[0].pk}").update(count=150)
    files = CaseDocument.objects.count()
    status, page = attach(client, case, a_pdf())
    assert (status, "sangat banyak berkas" in page) == (429, True)
    assert CaseDocument.objects.count() == files
    Attempts.objects.update(window_ends_at=MONDAY)  # on the next day
    assert attach(client, case, a_pdf())[0] == 200


def test_no_file_chosen(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    response = browser(town.citizens[0]).post(f"/permohonan/{case.ref}/berkas/", {"persyaratan": "ktp"})
    assert response.status_code == 422
    assert "Pilih berkas dulu" in response.content.decode()


def test_a_file_far_too_large_is_refused_before_it_is_read(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    response = browser(town.citizens[0]).generic(
        "POST",
        f"/permohonan/{case.ref}/berkas/",
        b"x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(100 * 1024 * 1024),
    )
    assert response.status_code == 413
    assert "Paling besar 10 MB" in response.content.decode()
    assert not CaseDocument.objects.exists()


def test_a_file_a_little_too_large_is_told_with_the_limit(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    status, page = attach(browser(town.citizens[0]), case, b"%PDF-1.7" + bytes(10 * 1024 * 1024 + 300_000))
    assert status == 422
    assert "Berkas ini 10,3 MB. Paling besar 10 MB." in page
    assert not CaseDocument.objects.exists()


@pytest.mark.parametrize("sent", ["a\r\nb\r\n", "a\rb\r", "a\nb\n"])
def test_every_field_gets_one_character_for_a_new_line(sent: str) -> None:
    request = RequestFactory().post("/", {"a": [sent, "lain"], "b": "c"})
    seen = []
    one_newline(lambda request: seen.append(request.POST) or HttpResponse())(request)
    assert seen[0].getlist("a") == ["a\nb\n", "lain"]
    assert seen[0]["b"] == "c"


def test_a_zero_byte_is_left_out_of_forms_and_stands_in_no_path(db: None) -> None:
    seen = []
    request = RequestFactory().post("/", {"a\0": "b\0c"})
    one_newline(lambda request: seen.append(request.POST) or HttpResponse())(request)
    assert dict(seen[0].lists()) == {"a": ["bc"]}
    assert Client().get("/lacak/a%00b/").status_code == 404


def test_what_is_sent_without_a_form_is_left_as_it_came() -> None:
    """A payment service signs the bytes of its message."""
    request = RequestFactory().post("/", '{"a": "b\\r\\n"}', content_type="application/json")
    one_newline(lambda _: HttpResponse())(request)
    assert request.body == b'{"a": "b\\r\\n"}'


def test_a_double_click_on_submit(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    client = browser(town.citizens[0])
    for key in ("permohonan", "sktm", "ktp", "kartu_bantuan", "kk", "foto_calon", "rekomendasi_dinsos"):
        attach(client, case, sample.scan(key, MONDAY), key=key)
    assert client.post(f"/permohonan/{case.ref}/kirim/").status_code == 302
    again = client.post(f"/permohonan/{case.ref}/kirim/")
    assert again.status_code == 409
    assert case.ref in again.content.decode()
    assert StepRun.objects.filter(case=case).count() == 1


def test_an_incomplete_application_says_what_lacks(town: Town, browser: Browser) -> None:
    case = a_case(town, "pengajuan")
    response = browser(town.citizens[0]).post(f"/permohonan/{case.ref}/kirim/")
    assert response.status_code == 422
    assert "Fotokopi KTP belum ada" in response.content.decode()
    assert Case.objects.get(pk=case.pk).state == "draft"


def test_a_stale_page_of_an_officer(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    client = browser(town.officer("ahli_muda"))
    first = client.post(f"/petugas/permohonan/{case.ref}/putuskan/", {"giliran": case.turn, "keputusan": "lanjut"})
    assert first.status_code == 302
    second = client.post(
        f"/petugas/permohonan/{case.ref}/putuskan/", {"giliran": case.turn, "keputusan": "tolak", "catatan": "x"}
    )
    assert second.status_code == 409
    assert "sudah dikerjakan" in second.content.decode()
    assert Case.objects.get(pk=case.pk).state == "running"


@pytest.mark.parametrize("turn", ["", "abc", "-1", "99999999999999999999", "1.5"])
def test_a_turn_that_is_none(town: Town, browser: Browser, turn: str) -> None:
    case = a_case(town, "verifikasi")
    client = browser(town.officer("ahli_muda"))
    response = client.post(f"/petugas/permohonan/{case.ref}/putuskan/", {"giliran": turn, "keputusan": "lanjut"})
    assert response.status_code in (409, 422)
    assert Case.objects.get(pk=case.pk).turn == case.turn


def test_a_step_of_another_post(town: Town, browser: Browser) -> None:
    case = a_case(town, "verifikasi")
    client = browser(town.officer("loket"))
    response = client.post(f"/petugas/permohonan/{case.ref}/putuskan/", {"giliran": case.turn, "keputusan": "lanjut"})
    assert response.status_code == 403
    assert "bukan tugas jabatan Anda" in response.content.decode()


def test_the_wrong_screen_for_the_step(town: Town, browser: Browser) -> None:
    case = a_case(town, "penomoran")
    client = browser(town.officer("back_office"))
    for path in ("periksa", "cetak"):
        response = client.post(f"/petugas/permohonan/{case.ref}/{path}/", {"giliran": case.turn, "keputusan": "lanjut"})
        assert response.status_code == 409, path
    assert not Letter.objects.exists()


def test_a_wrong_passphrase_is_told_at_its_field_and_can_be_tried_again(town: Town, browser: Browser) -> None:
    case = a_case(town, "penandatanganan")
    client = browser(town.officer("kepala_dinas"))
    path, data = f"/petugas/permohonan/{case.ref}/tanda-tangan/", {"giliran": case.turn, "keputusan": "lanjut"}
    for wrong in ("", "salah"):
        response = client.post(path, data | {"frasa": wrong})
        assert response.status_code == 422
        assert "rasa sandi" in response.content.decode()
        assert "salah" not in response.content.decode().replace("salah.", ""), "the passphrase is not shown again"
        assert Letter.objects.get(case=case).state == "numbered"
    assert client.post(path, data | {"frasa": sample.PASSPHRASE}).status_code == 302
    assert Letter.objects.get(case=case).state == "signed"


def test_handing_over_before_the_survey(town: Town, browser: Browser) -> None:
    case = a_case(town, "penyerahan")
    client = browser(town.officer("loket"))
    data = {"giliran": case.turn, "keputusan": "lanjut", "penerima": "Rani", "hubungan": "self", "bukti": "ktp"}
    response = client.post(f"/petugas/permohonan/{case.ref}/serahkan/", data)
    assert response.status_code == 422
    assert "Survei kepuasan belum diisi" in response.content.decode()
    assert Case.objects.get(pk=case.pk).state == "running"


@pytest.mark.parametrize("typed", ["RHL-00000-00000", "'; DROP TABLE cases_case; --", "x" * 500, "💥"])
def test_tracking_a_number_that_is_none(db: None, typed: str) -> None:
    response = Client().get("/lacak/", {"nomor": typed})
    assert response.status_code == 404
    assert "tidak ditemukan" in response.content.decode()


def test_trying_many_numbers_is_slowed_down(db: None) -> None:
    client = Client()
    statuses = [client.get("/lacak/", {"nomor": f"RHL-00000-{n:05}"}).status_code for n in range(32)]
    assert statuses[-1] == 429


def test_a_letter_code_that_is_none(db: None) -> None:
    response = Client().get("/S/AAAAAAAAAAAAAAAA")
    assert response.status_code == 404
    assert "Jangan dipercaya" in response.content.decode()


def test_a_form_that_somebody_sends_to_the_hook_of_machines_is_refused(town: Town, browser: Browser) -> None:
    response = browser(town.citizens[0]).post("/kait/whatsapp/", {"a": "b"})
    assert response.status_code == 403


def test_an_open_page_that_is_no_address_leads_to_the_first(db: None) -> None:
    response = Client().get("/petugas/", headers={"HX-Request": "true", "HX-Current-URL": "http://[::1"})
    assert (response.status_code, "lanjut=%2F" in response.content.decode()) == (401, True)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"])
def test_only_methods_that_pages_know_are_answered(db: None, method: str) -> None:
    response = Client().generic(method, "/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_a_picture_of_a_guide_is_one_that_there_is(db: None) -> None:
    statuses = [
        Client().get(f"/bantuan/gambar/{name}.webp").status_code for name in ("warga-cari", "tidak-ada", "x" * 2000)
    ]
    assert statuses == [200, 404, 404]


def test_what_is_no_case_is_named_and_leads_nowhere(town: Town, browser: Browser) -> None:
    response = browser(town.officer("back_office")).post("/petugas/banyak/cetak/", {"berkas": ["a/b:1", ""]})
    assert response.status_code == 422
    assert '<span class="results__name">a/b</span>' in response.content.decode()


def test_an_unknown_page_is_kind(db: None) -> None:
    response = Client().get("/tidak/ada/")
    assert response.status_code == 404
    assert "Halaman tidak ditemukan" in response.content.decode()


def test_a_form_without_its_token_is_refused_kindly(town: Town) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/masuk/", {"nama": "x", "sandi": "y"})
    assert response.status_code == 403
    assert "terlalu lama terbuka" in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/layanan/", "/petugas/permohonan/", "/petugas/surat/", "/petugas/buku-nomor/", "/petugas/arsip/"]
)
def test_a_zero_byte_in_a_search_is_left_out(path: str, town: Town, client: Client) -> None:
    client.force_login(town.officer("back_office"))
    assert client.get(f"{path}?cari=%00a%00").status_code == 200
