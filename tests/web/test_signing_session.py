"""The signing session and what surrounds it: what is listed, what may be picked, what stops it, who may settle."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from silastri.apps.cases.models import Case, CaseDocument
from silastri.apps.letters.models import Letter
from silastri.domain.case.workflow import ONWARD
from silastri.journey.signing import ready
from silastri.journey.steps import decide
from silastri.practice import sample
from tests import signers
from tests.builders import MONDAY, Town, a_case, a_town
from tests.web.signing.session import ONE, SESSION, cases, head, picked, read_by, reading, states, text, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db: None) -> Town:
    return a_town()


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
        read = client.get(reading(case)).content.decode()
        assert Letter.objects.get(case=case).number in read
        assert f"/petugas/permohonan/{case.ref}/surat/surat/1/" in read


def test_one_passphrase_signs_all_that_were_picked(town: Town, client: Client) -> None:
    found = cases(town, 3)
    page = read_by(head(town, client), *picked(*found)).post(
        SESSION, {"surat": picked(*found[:2]), "frasa": sample.PASSPHRASE}
    )
    assert page.status_code == 200
    assert states() == ["signed", "signed", "numbered"]
    assert found[2].ref in page.content.decode()


def test_it_stops_at_the_first_refusal(town: Town, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    signers.told(monkeypatch, "", "refused")
    found = cases(town, 3)
    page = read_by(head(town, client), *picked(*found)).post(
        SESSION, {"surat": picked(*found), "frasa": sample.PASSPHRASE}
    )
    assert page.status_code == 422
    assert states() == ["signed", "numbered", "numbered"]
    assert "Sertifikat Anda sudah berakhir" in page.content.decode()
    assert "1 surat berikutnya belum dikirim" in page.content.decode()


def test_each_alone_answers_with_a_line(town: Town, client: Client) -> None:
    first, second = cases(town, 2)
    read_by(head(town, client), *picked(first, second))
    answer = client.post(ONE, {"surat": picked(first)[0], "frasa": sample.PASSPHRASE})
    assert (answer.status_code, states()) == (200, ["signed", "numbered"])
    assert "Ditandatangani" in answer.content.decode()
    wrong = client.post(ONE, {"surat": picked(second)[0], "frasa": "salah"})
    assert (wrong.status_code, "Frasa sandi salah" in wrong.content.decode()) == (422, True)
    again = client.post(ONE, {"surat": picked(first)[0], "frasa": sample.PASSPHRASE})
    assert again.status_code == 409


# Reading


def shown(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def go_on(client: Client, case: Case, **more: str) -> str:
    """Where the signer comes who has read the letter."""
    return client.post(reading(case), {"surat": picked(case)[0], **more})["Location"]


def ticked(client: Client) -> list[str]:
    page = client.get(SESSION, {"daftar": "1"}).content.decode()
    return re.findall(r'name="surat" value="([^"]+:\d+)"', page)


def test_a_letter_is_read_in_words_beside_who_looked_at_it(town: Town, client: Client) -> None:
    (case,) = cases(town, 1)
    right = case.marks.filter(is_right=True).count()
    assert right > 1
    for page in (text(head(town, client), SESSION), text(client, reading(case))):
        for said in (
            "memberikan rekomendasi bantuan pengiriman lanjutan",
            "Tempat, tanggal lahir Bangko, 1 Juli 1945",
            "Demikian surat rekomendasi ini dibuat",
            "Surat 1 dari 1",
            f"{right} berkas dinyatakan benar",
            f"Verifikasi : {town.officer('ahli_muda').name}",
        ):
            assert said in page, said


def test_going_on_says_that_a_letter_was_read(town: Town, client: Client) -> None:
    first, second, third = cases(town, 3)
    head(town, client)
    assert "Surat 1 dari 3" in text(client, SESSION)
    assert go_on(client, first) == reading(second)
    assert go_on(client, third) == reading(second), "the list begins anew at its end"
    assert ticked(client) == picked(first, third)
    assert "Surat 2 dari 3, 2 sudah dibaca" in text(client, SESSION), "it opens the first that is not read"
    assert go_on(client, second) == f"{SESSION}?daftar=1#frasa"
    assert "Tanda tangani 3 surat" in text(client, f"{SESSION}?daftar=1")
    assert states() == ["numbered"] * 3


def test_what_was_read_outlives_a_wrong_passphrase(town: Town, client: Client) -> None:
    first, second, _ = cases(town, 3)
    head(town, client)
    go_on(client, first)
    go_on(client, second)
    assert client.post(SESSION, {"surat": picked(first, second), "frasa": "salah"}).status_code == 422
    assert ticked(client) == picked(first, second)
    assert client.post(SESSION, {"surat": picked(first, second), "frasa": sample.PASSPHRASE}).status_code == 200
    assert (states(), ticked(client)) == (["signed", "signed", "numbered"], [])


def test_what_nobody_read_is_not_signed(town: Town, client: Client) -> None:
    first, second = cases(town, 2)
    head(town, client)
    go_on(client, first)
    for path in (ONE, SESSION):
        answer = client.post(path, {"surat": picked(second), "frasa": sample.PASSPHRASE})
        assert (answer.status_code, "Baca dulu surat" in answer.content.decode()) == (422, True)
    assert states() == ["numbered"] * 2
    assert "1 surat berikutnya" in text_of(client.post(SESSION, {"surat": picked(second, first), "frasa": "x"}))


def test_that_it_was_read_can_be_taken_back(town: Town, client: Client) -> None:
    (case,) = cases(town, 1)
    head(town, client)
    go_on(client, case)
    assert ticked(client) == picked(case)
    assert "Tandai belum dibaca" in text(client, reading(case))
    assert go_on(client, case, tanda="tidak") == reading(case)
    assert ticked(client) == []
    assert client.post(ONE, {"surat": picked(case), "frasa": sample.PASSPHRASE}).status_code == 422


def buttons(page: str) -> list[str]:
    """The words of what is green and pressed."""
    return re.findall(r'class="govuk-button"[^>]*>([^<]+)<', page)


def test_there_is_one_way_to_sign_on_each_page(town: Town, client: Client) -> None:
    first, second = cases(town, 2)
    head(town, client)
    assert buttons(shown(client, SESSION)) == ["Sudah saya baca, berikutnya"]
    assert buttons(shown(client, f"{SESSION}?daftar=1")) == ["Baca surat"]
    go_on(client, first)
    assert buttons(shown(client, reading(second))) == ["Sudah saya baca, tanda tangan"]
    assert buttons(shown(client, f"{SESSION}?daftar=1")) == ["Tanda tangani 1 surat"]
    for page in (SESSION, reading(first), f"{SESSION}?daftar=1"):
        assert 'type="checkbox"' not in shown(client, page)
    assert 'name="frasa"' not in shown(client, reading(second)), "where a letter is read, no passphrase is asked for"


def test_what_changed_since_it_was_read_is_read_again(town: Town, client: Client) -> None:
    (case,) = cases(town, 1)
    head(town, client)
    assert client.post(reading(case), {"surat": f"{case.ref}:{case.turn - 1}"})["Location"] == reading(case)
    assert "Baca suratnya sekali lagi" in text(client, reading(case))
    assert ticked(client) == []


def test_the_odd_ones_can_be_read_first(town: Town, client: Client) -> None:
    first, second, odd = cases(town, 3)
    far = timezone.now() + timedelta(days=30)
    Case.objects.exclude(pk=odd.pk).update(due_at=far, promise_due_at=far)
    Case.objects.filter(pk=odd.pk).update(promise_due_at=far, due_at=far + timedelta(days=1))
    Letter.objects.filter(case=odd).update(holder_name="")  # what is asked is the case's name
    held = a_case(town, "pencetakan")
    Case.objects.filter(pk__in=[first.pk, second.pk]).update(holder_name="Orang Lain Contoh")
    assert Case.objects.get(pk=odd.pk).holder_name == held.holder_name
    assert doubts(town)[odd.ref] == ("Nama ini sudah punya surat ini",)
    assert "Berikutnya yang janggal (1)" in text(head(town, client), reading(first))
    assert go_on(client, first, lanjut="janggal") == reading(odd)
    Letter.objects.filter(case=held).update(revoked_from=MONDAY)
    assert doubts(town)[odd.ref] == ()


def test_a_letter_of_nobody_here_cannot_be_read_or_sent_back(town: Town, client: Client) -> None:
    waits, elsewhere = a_case(town, "penandatanganan"), a_case(town, "verifikasi")
    head(town, client)
    for path in (reading(elsewhere), f"{reading(elsewhere)}kembali/", f"{SESSION}RHL-00000-00000/"):
        assert client.get(path).status_code in (403, 404)
        assert client.post(path, {"surat": "x", "giliran": 1}).status_code in (403, 404)
    client.force_login(town.officer("back_office"))
    assert client.get(reading(waits)).status_code == 404
    assert client.post(f"{reading(waits)}kembali/", {"giliran": waits.turn, "catatan": "Salah."}).status_code == 404


def test_a_letter_is_sent_back_from_the_session(town: Town, client: Client) -> None:
    first, second = cases(town, 2)
    head(town, client)
    go_on(client, second)
    sop = ready.catalog.definition(first.version_id).sop
    way = next(way.code for way in sop.step("penandatanganan").otherwise if way.goes_back)
    sent = {"giliran": first.turn, "keputusan": way, "catatan": "Nama keliru."}
    for wrong in ({"catatan": " "}, {"keputusan": "lanjut"}, {"keputusan": "tolak"}):
        refused = client.post(f"{reading(first)}kembali/", sent | wrong)
        assert refused.status_code == 422
        assert "data-focus" in refused.content.decode()
    assert client.post(f"{reading(first)}kembali/", sent)["Location"] == SESSION
    first.refresh_from_db()
    assert first.runs.latest("turn").note == "Nama keliru."
    assert ticked(client) == picked(second)
    assert client.post(f"{reading(first)}kembali/", sent).status_code == 404, "it waits no longer"


BAD = ["", "x", "RHL-XXXXX-XXXXX:3", "RHL:²", ":", "a:b:c", "RHL-1:99999999999999999999"]


@pytest.mark.parametrize("surat", BAD)
def test_what_is_no_letter_of_his_is_refused(surat: str, town: Town, client: Client) -> None:
    answer = read_by(head(town, client), surat).post(ONE, {"surat": surat, "frasa": "x"})
    assert answer.status_code in (404, 409)
    assert client.post(SESSION, {"frasa": "x"}).status_code == 422


def test_another_officer_cannot_sign(town: Town, client: Client) -> None:
    (case,) = cases(town, 1)
    client.force_login(town.officer("back_office"))
    read_by(client, *picked(case))
    assert client.post(ONE, {"surat": picked(case)[0], "frasa": sample.PASSPHRASE}).status_code == 403
    assert states() == ["numbered"]


def test_a_passphrase_is_asked_for_only_where_something_is_to_be_signed(town: Town, client: Client) -> None:
    (case,) = cases(town, 1)
    read_by(head(town, client), *picked(case))
    assert client.post(ONE, {"surat": picked(case)[0], "frasa": ""}).status_code == 422
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
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert len(ready.ready(act)) == 6
