"""The signing session and what surrounds it: what is listed, what may be picked, what stops it, who may settle."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.letters import operations as letters
from silastri.apps.letters.models import Letter, SigningAttempt
from silastri.apps.offices.models import Office
from silastri.domain.case.workflow import ONWARD
from silastri.journey.signing import ready
from silastri.journey.steps import decide
from silastri.practice import sample
from tests import signers
from tests.builders import MONDAY, Town, a_case, a_town

pytestmark = pytest.mark.django_db
SESSION, ONE = "/petugas/tanda-tangan/", "/petugas/tanda-tangan/satu/"


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


def cases(town: Town, count: int) -> list[Case]:
    return [a_case(town, "penandatanganan", citizen=n % 3) for n in range(count)]


def head(town: Town, client: Client) -> Client:
    client.force_login(town.officer("kepala_dinas"))
    return client


def picked(*found: Case) -> list[str]:
    return [f"{case.ref}:{case.turn}" for case in found]


def states() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def test_it_is_in_the_menu_of_who_signs_and_of_nobody_else(town: Town, client: Client) -> None:
    assert f'href="{SESSION}"' in head(town, client).get("/petugas/").content.decode()
    client.force_login(town.officer("back_office"))
    assert f'href="{SESSION}"' not in client.get("/petugas/").content.decode()
    assert "Tidak ada surat" in client.get(SESSION).content.decode()


def test_it_lists_what_waits_with_its_letters(town: Town, client: Client) -> None:
    first, second = cases(town, 2)
    page = head(town, client).get(SESSION).content.decode()
    for case in (first, second):
        assert case.ref in page
        assert Letter.objects.get(case=case).number in page
        assert f"/petugas/permohonan/{case.ref}/surat/surat/1/" in page


def test_one_passphrase_signs_all_that_were_picked(town: Town, client: Client) -> None:
    found = cases(town, 3)
    page = head(town, client).post(SESSION, {"surat": picked(*found[:2]), "frasa": sample.PASSPHRASE})
    assert page.status_code == 200
    assert states() == ["signed", "signed", "numbered"]
    assert found[2].ref in page.content.decode()


def test_it_stops_at_the_first_refusal(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    signers.told(monkeypatch, "", "refused")
    found = cases(town, 3)
    page = head(town, client).post(SESSION, {"surat": picked(*found), "frasa": sample.PASSPHRASE})
    assert page.status_code == 422
    assert states() == ["signed", "numbered", "numbered"]
    assert "Sertifikat Anda sudah berakhir" in page.content.decode()
    assert "1 surat berikutnya belum dikirim" in page.content.decode()


def test_each_alone_answers_with_a_line(town: Town, client: Client) -> None:
    first, second = cases(town, 2)
    answer = head(town, client).post(ONE, {"surat": picked(first)[0], "frasa": sample.PASSPHRASE})
    assert (answer.status_code, states()) == (200, ["signed", "numbered"])
    assert "Ditandatangani" in answer.content.decode()
    wrong = client.post(ONE, {"surat": picked(second)[0], "frasa": "salah"})
    assert (wrong.status_code, "Frasa sandi salah" in wrong.content.decode()) == (422, True)
    again = client.post(ONE, {"surat": picked(first)[0], "frasa": sample.PASSPHRASE})
    assert again.status_code == 409


BAD = ["", "x", "RHL-XXXXX-XXXXX:3", "RHL:²", ":", "a:b:c", "RHL-1:99999999999999999999"]


@pytest.mark.parametrize("surat", BAD)
def test_what_is_no_letter_of_his_is_refused(surat: str, town: Town, client: Client) -> None:
    answer = head(town, client).post(ONE, {"surat": surat, "frasa": "x"})
    assert answer.status_code in (404, 409)
    assert client.post(SESSION, {"frasa": "x"}).status_code == 422


def test_another_officer_cannot_sign(town: Town, client: Client) -> None:
    (case,) = cases(town, 1)
    client.force_login(town.officer("back_office"))
    assert client.post(ONE, {"surat": picked(case)[0], "frasa": sample.PASSPHRASE}).status_code == 403
    assert states() == ["numbered"]


def test_a_passphrase_is_asked_for_only_where_something_is_to_be_signed(town: Town, client: Client) -> None:
    (case,) = cases(town, 1)
    assert head(town, client).post(ONE, {"surat": picked(case)[0], "frasa": ""}).status_code == 422
    assert states() == ["numbered"]


def test_his_own_case_cannot_be_picked(town: Town, client: Client) -> None:
    (case,) = cases(town, 1)
    Case.objects.filter(pk=case.pk).update(applicant=town.officer("kepala_dinas"))
    page = head(town, client).get(SESSION).content.decode()
    assert "permohonan Anda sendiri" in page
    assert f'value="{case.ref}' not in page


def doubts(town: Town) -> dict[str, tuple[str, ...]]:
    act = town.act("kepala_dinas", timezone.now())
    return {one.case.ref: one.doubts for one in ready.ready(act)}


def test_the_doubtful_are_flagged(town: Town, client: Client) -> None:
    clean, late, back, changed = cases(town, 4)
    far = timezone.now() + timedelta(days=30)
    Case.objects.exclude(pk=late.pk).update(due_at=far, promise_due_at=far)
    Case.objects.filter(pk=late.pk).update(promise_due_at=MONDAY, due_at=far)
    _sent_back(town, back)
    Case.objects.filter(pk=back.pk).update(due_at=far, promise_due_at=far)
    paper = CaseDocument.objects.filter(case=changed).exclude(key__startswith="langkah:").latest("pk")
    CaseDocument.objects.create(
        case=changed, key=paper.key, file=paper.file, person=paper.person, added_at=MONDAY, turn=changed.turn
    )
    assert doubts(town) == {
        clean.ref: (),
        late.ref: ("Lewat batas waktu",),
        back.ref: ("Pernah dikembalikan",),
        changed.ref: ("Berubah sesudah disetujui",),
    }
    page = head(town, client).get(SESSION).content.decode()
    assert page.count("data-doubt") == 3


def _sent_back(town: Town, case: Case) -> None:
    """The head sends it back to the last step that may mend it, and it comes up again."""
    at = MONDAY + timedelta(days=1)
    sop = ready.catalog.definition(case.version_id).sop
    way = next(way for way in sop.step("penandatanganan").otherwise if way.goes_back)
    act = town.act("kepala_dinas", at)
    case = decide.turn_away(act, ref=case.ref, turn=case.turn, outcome=way.code, note="Nama keliru.")
    from tests.journey.steps.test_steps import DOINGS

    while case.step != "penandatanganan":
        post, doing = DOINGS[case.step]
        case = doing(town.act(post, at), case)
    assert case.step == "penandatanganan"
    assert case.runs.exclude(outcome=ONWARD).count() == 1


def test_it_costs_the_same_few_questions_for_many(
    town: Town, client: Client, django_assert_max_num_queries: object
) -> None:
    cases(town, 6)
    act = town.act("kepala_dinas", timezone.now())
    ready.ready(act)
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        assert len(ready.ready(act)) == 6


# Lost answers


def lost(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> tuple[Case, signers.Told]:
    signer = signers.told(monkeypatch, "lost")
    (case,) = cases(town, 1)
    assert head(town, client).post(ONE, {"surat": picked(case)[0], "frasa": sample.PASSPHRASE}).status_code == 409
    return case, signer


def settle(case: Case) -> str:
    return f"/petugas/permohonan/{case.ref}/tanda-tangan/surat/pastikan/"


def test_a_lost_answer_can_be_settled_by_clicking(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    case, signer = lost(town, client, monkeypatch)
    assert settle(case) in client.get("/petugas/").content.decode()
    page = client.get(SESSION).content.decode()
    assert settle(case) in page
    assert 'type="checkbox"' not in page, "it cannot be signed again"
    assert settle(case) in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert client.post(settle(case), {"cara": "tanya"}).status_code == 422, "this signer cannot tell"
    assert client.post(settle(case), {"cara": "belum", "alasan": ""}).status_code == 422
    assert client.post(settle(case), {"cara": "dokumen", "dokumen": "tidak-ada"}).status_code == 422
    wrong = SimpleUploadedFile("surat.pdf", sample.scan("Lain", MONDAY), "application/pdf")
    assert client.post(settle(case), {"cara": "surat", "surat": wrong}).status_code == 422
    found = SimpleUploadedFile("surat.pdf", signer.made[0].pdf, "application/pdf")
    assert client.post(settle(case), {"cara": "surat", "surat": found}).status_code == 302
    assert states() == ["numbered"]
    assert "tinggal diteruskan" in client.get(SESSION).content.decode()
    assert client.post(ONE, {"surat": picked(case)[0], "frasa": ""}).status_code == 200
    assert (states(), len(signer.made)) == (["signed"], 1)
    assert "sudah dipastikan" in client.get(settle(case)).content.decode()


def test_who_may_not_settle(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    case, _ = lost(town, client, monkeypatch)
    client.force_login(town.officer("ahli_muda"))
    assert settle(case) not in client.get("/petugas/").content.decode()
    assert client.post(settle(case), {"cara": "belum", "alasan": "Katanya."}).status_code == 403
    client.force_login(town.citizens[0])
    assert client.get(settle(case)).status_code == 403
    assert client.get(settle(case).replace("/surat/", "/lain/")).status_code in (403, 404)


# Outage


def rule(town: Town, word: str) -> None:
    office = Office.objects.get(pk=town.office.pk)
    office.definition += f"\nbila_tte_terganggu: {word}\n"
    office.definition_hash = word
    office.save()


def away(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> Case:
    signers.told(monkeypatch, "away")
    (case,) = cases(town, 1)
    answer = head(town, client).post(ONE, {"surat": picked(case)[0], "frasa": sample.PASSPHRASE})
    assert (answer.status_code, states()) == (422, ["numbered"])
    return case


def ink(case: Case) -> str:
    return f"/petugas/permohonan/{case.ref}/tanda-tangan/tinta/"


def test_while_the_signer_is_away_the_queue_waits_and_says_so(
    town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = away(town, client, monkeypatch)
    page = client.get(SESSION).content.decode()
    assert "tidak bisa dihubungi sejak" in page
    assert "dengan tinta" not in page
    assert ink(case) not in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    refused = client.post(ink(case), {"giliran": case.turn, "alasan": "Mendesak."})
    assert refused.status_code == 422
    assert "surat menunggu" in refused.content.decode()


def test_where_the_office_lets_it_ink_takes_its_place_with_the_same_number(
    town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule(town, "tinta")
    case = away(town, client, monkeypatch)
    number = Letter.objects.get().number
    assert ink(case) in client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert client.post(ink(case), {"giliran": case.turn, "alasan": " "}).status_code == 422
    assert client.post(ink(case), {"giliran": case.turn, "alasan": "Pasien dirujuk hari ini."}).status_code == 302
    page = client.get(f"/petugas/permohonan/{case.ref}/").content.decode()
    assert "Kembali ke tanda tangan elektronik" in page
    assert "Unggah pindaian" in client.get(SESSION).content.decode()
    assert client.post(ONE, {"surat": picked(case)[0], "frasa": sample.PASSPHRASE}).status_code == 422
    scan = SimpleUploadedFile("pindai.pdf", sample.scan("Pindaian", MONDAY), "application/pdf")
    signed = client.post(
        f"/petugas/permohonan/{case.ref}/tanda-tangan/", {"giliran": case.turn, "keputusan": ONWARD, "pindaian": scan}
    )
    assert signed.status_code == 302
    letter = Letter.objects.get()
    assert (letter.state, letter.mode, letter.number) == ("signed", "basah", number)
    shown = client.get(f"/S/{letter.code}").content.decode()
    assert "dengan tinta" in shown


def test_the_certificate_can_be_chosen_again(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    rule(town, "tinta")
    case = away(town, client, monkeypatch)
    client.post(ink(case), {"giliran": case.turn, "alasan": "Mendesak."})
    assert client.post(ink(case), {"giliran": case.turn, "batal": "1"}).status_code == 302
    assert client.post(ink(case), {"giliran": case.turn, "batal": "1"}).status_code == 409
    assert client.post(ONE, {"surat": picked(case)[0], "frasa": sample.PASSPHRASE}).status_code == 200
    assert Letter.objects.get().mode == "elektronik"


def test_ink_is_no_way_round_a_signer_that_answers(town: Town, client: Client) -> None:
    rule(town, "tinta")
    (case,) = cases(town, 1)
    refused = head(town, client).post(ink(case), {"giliran": case.turn, "alasan": "Lebih cepat."})
    assert refused.status_code == 422
    assert "sedang bisa dipakai" in refused.content.decode()


def test_a_died_signing_shows_as_busy_then_as_doubtful(town: Town, client: Client) -> None:
    (case,) = cases(town, 1)
    letters.begin_signing(case, keys=["surat"], mode="elektronik", at=timezone.now())
    assert "Sedang ditandatangani" in head(town, client).get(SESSION).content.decode()
    Letter.objects.update(signing_until=MONDAY)
    assert "Belum pasti" in client.get(SESSION).content.decode()
    assert not SigningAttempt.objects.exists()
