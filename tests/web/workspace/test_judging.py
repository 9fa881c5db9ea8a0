"""A case is judged: the outcome follows from the marks, and what matters stands beside them."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from silastri.apps.accounts.models import Person
from silastri.apps.cases.models import Case, CaseDocument, Mark
from silastri.apps.letters.models import Letter
from silastri.journey.steps import decide
from tests.builders import MONDAY, Town, a_case, definition

Browser = Callable[[Person | None], Client]
RIGHT = {f"tanda-{key}": "benar" for key in ("formulir", *(r.key for r in definition().standard.requirements))}
WRONG = RIGHT | {"tanda-ktp": "salah", "alasan-ktp": "Tidak terbaca"}


def sent(client: Client, case: Case, data: dict[str, str], status: int, act: str = "check") -> str:
    response = client.post(reverse(act, args=[case.ref]), {"giliran": str(case.turn), "keputusan": ""} | data)
    assert response.status_code == status, response.content.decode()
    return response.content.decode()


def shown(client: Client, case: Case) -> str:
    return " ".join(client.get(f"/petugas/permohonan/{case.ref}/").content.decode().split())


def marked(page: str) -> list[str]:
    return re.findall(r'name="(tanda-\w+)" value="benar" checked', page)


def test_with_all_right_it_goes_on(town: Town, browser: Browser) -> None:
    case = a_case(town)
    sent(browser(town.officer("back_office")), case, RIGHT, 302)
    assert Case.objects.get().step == "kajian"


def test_with_one_wrong_it_goes_back_to_the_applicant(town: Town, browser: Browser) -> None:
    case = a_case(town)
    client = browser(town.officer("back_office"))
    assert "Tidak terbaca, foto atau pindai ulang" in shown(client, case), "the office's reasons are offered"
    sent(client, case, WRONG, 302)
    assert (Case.objects.get().state, Mark.objects.get(is_right=False).reason) == ("returned", "Tidak terbaca")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (WRONG | {"keputusan": "lanjut"}, "Masih ada berkas yang ditandai salah"),
        (RIGHT | {"keputusan": "kembali:pengajuan"}, "Tandai dulu berkas mana yang salah"),
        (WRONG | {"alasan-ktp": " "}, "Tulis apa yang salah"),
        ({"tanda-ktp": "benar"}, "Tandai benar atau salah"),
    ],
    ids=["wrong onward", "right back", "no reason", "not all marked"],
)
def test_marks_and_outcome_that_do_not_fit_are_refused(
    town: Town, browser: Browser, data: dict[str, str], says: str
) -> None:
    case = a_case(town)
    assert says in sent(browser(town.officer("back_office")), case, data, 422)
    assert Case.objects.get().turn == case.turn


def test_the_rest_is_marked_right_and_nothing_is_decided_yet(town: Town, browser: Browser) -> None:
    case = a_case(town)
    some = {"tanda-ktp": "salah", "alasan-ktp": "Tidak terbaca", "sisanya": "benar"}
    page = sent(browser(town.officer("back_office")), case, some, 200)
    assert set(marked(page)) == set(RIGHT) - {"tanda-ktp"}
    assert 'value="salah" checked' in page
    assert 'value="Tidak terbaca"' in page
    assert not Mark.objects.exists()
    assert Case.objects.get().turn == case.turn


def test_a_superior_s_return_says_why_who_and_when(town: Town, browser: Browser) -> None:
    case = a_case(town, "persetujuan")
    madya, muda = town.officer("ahli_madya"), browser(town.officer("ahli_muda"))
    assert "Dikembalikan" not in shown(browser(madya), case)
    data = {"keputusan": "kembali:verifikasi", "catatan": "Tujuan belum jelas."}
    sent(browser(madya), case, data, 302, "decide")
    page = shown(muda, case)
    assert f"Dikembalikan dari Persetujuan</strong> oleh {madya.name}" in page
    assert "Tujuan belum jelas." in page
    assert "diperbaiki pemohon" not in page


def test_who_approves_sees_the_draft_what_was_said_before_and_the_next_number(town: Town, browser: Browser) -> None:
    case = a_case(town, "persetujuan")
    client = browser(town.officer("ahli_madya"))
    page = shown(client, case)
    places = re.findall(r'class="viewer__sheet" id="([\w-]+)"', page)
    assert places[:2] == ["lihat-surat-surat", "lihat-formulir"]
    assert "Konsep surat" in page
    assert client.get(f"/petugas/permohonan/{case.ref}/surat/surat/1/?ukuran=kecil").status_code == 200
    assert "Memenuhi syarat menurut hasil kajian." in page, "the technical team's word"
    (number,) = re.findall(r'class="next-number">Nomor berikutnya <strong>(.*?)</strong>', page)
    decide.decide(town.act("ahli_madya", MONDAY + timedelta(hours=6)), ref=case.ref, turn=case.turn, outcome="lanjut")
    assert number in shown(browser(town.officer("back_office")), case)
    case.refresh_from_db()
    sent(browser(town.officer("back_office")), case, {"keputusan": "lanjut"}, 302, "number")
    drawn = Letter.objects.get(case=case).number
    assert re.sub("<wbr>", "", number).split("/")[:3] == drawn.split("/")[:3]
    assert "Nomor berikutnya" not in shown(browser(town.officer("kepala_dinas")), case)


def test_what_is_odd_is_told_to_who_judges(town: Town, browser: Browser) -> None:
    before, case = a_case(town, None), a_case(town)
    client = browser(town.officer("back_office"))
    Case.objects.filter(pk=before.pk).update(holder_name=case.holder_name.upper())
    page = shown(client, case)
    assert "Pemegang yang sama juga mengajukan layanan ini" in page
    assert f'href="/petugas/permohonan/{before.ref}/"' in page
    assert "Berkas yang sama" not in page
    ktp, kk = (CaseDocument.objects.get(case=case, key=key) for key in ("ktp", "kk"))
    CaseDocument.objects.filter(pk=kk.pk).update(file=ktp.file)
    Case.objects.filter(pk=before.pk).update(holder_name="Orang Lain Contoh")
    page = shown(client, case)
    assert "Berkas yang sama dipakai untuk" in page
    assert "Pemegang yang sama" not in page
