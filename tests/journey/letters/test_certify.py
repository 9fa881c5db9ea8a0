"""An official vouches for a copy, or a duplicate: numbered, on each of its pages, written down with who asked."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from silastri.apps.after_issue.models import Copy
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter
from silastri.domain.refusal import NotFit, NotThere, NotYours, Refusal
from silastri.journey.frame.step import OwnCase
from silastri.journey.letters import certify, issued_letter
from silastri.journey.letters.certify import CopyRequest
from silastri.journey.letters.history import history
from silastri.journey.letters.issued_letter import NotInForce
from tests import pekanbaru
from tests.builders import MONDAY, Town, a_town
from tests.journey.letters.test_revoke import NOON, revoked, with_registers
from tests.pekanbaru import words
from tests.perikanan import ENDS, a_case, a_letter

HEAD = "kepala_dinas"
REPORT = "SKTLK/12/XI/2026 tanggal 6 November 2026"


def wanted(**changed: object) -> CopyRequest:
    said = {"kind": "certified", "asked_by": "Rani Contoh", "purpose": "melamar ke bank", "count": 2}
    return CopyRequest(**(said | changed))  # type: ignore[arg-type]


def certified(town: Town, letter: Letter, post: str = HEAD, at=NOON, **changed: object) -> Copy:  # type: ignore[no-untyped-def]
    return certify.certify(town.act(post, at), code=letter.code, wanted=wanted(**changed))


def text_of(copy: Copy) -> str:
    return words(documents.content(copy.paper.sha256))


def test_it_says_what_it_is_and_who_vouches_for_it(town: Town, letter: Letter) -> None:
    with_registers(town, salinan_sah="{oleh: pengawas, buku_nomor: salinan}")
    copy, officer = certified(town, letter, "pengawas"), town.officer("pengawas")
    text = text_of(copy)
    for said in (
        "SALINAN SESUAI DENGAN ASLINYA", "Nomor: SAL/001/2026", f"Halaman 1 dari 1 surat nomor {letter.number}.",
        "Aslinya dokumen elektronik, ditandatangani secara elektronik pada 9 November 2026.",
        "Kota Contoh, 9 November 2026", "PENGAWAS PERIKANAN,", officer.name, "Salinan ini CONTOH.",
    ):  # fmt: skip
        assert said in text, said
    assert "DICABUT" not in text
    assert (copy.asked_by, copy.purpose, copy.count) == ("Rani Contoh", "melamar ke bank", 2)
    assert copy.by == f"{officer.name}, Pengawas Perikanan"
    assert certified(town, letter, "pengawas").paper.number == "SAL/002/2026"
    assert Letter.objects.get(pk=letter.pk).standing(MONDAY.date()) == "signed", "the letter itself is as it was"


def test_without_a_register_it_bears_no_number(town: Town, letter: Letter) -> None:
    copy = certified(town, letter)
    assert copy.paper.number == ""
    assert "Nomor:" not in text_of(copy)


def test_it_stands_in_the_letters_history_with_its_sheets(town: Town, letter: Letter) -> None:
    copy = certified(town, letter)
    event = history(issued_letter.find(town.act(HEAD), letter.code))[-1]
    assert event.what == "Salinan sah (legalisir), 2 rangkap"
    assert event.note == "Diminta Rani Contoh untuk melamar ke bank."
    assert event.paper == copy.paper.key


def test_of_a_letter_in_ink_the_scan_is_copied(db: None) -> None:
    town = pekanbaru.pekanbaru()
    case = pekanbaru.at_step(town, None)
    copy = certified(town, Letter.objects.get(case=case))
    assert "Aslinya surat bertanda tangan tinta; pindaiannya disimpan kantor." in text_of(copy)


def test_a_duplicate_names_the_report_of_the_loss(town: Town, letter: Letter) -> None:
    copy = certified(town, letter, kind="duplicate", loss_report=REPORT)
    text = text_of(copy)
    assert "DUPLIKAT, SESUAI DENGAN ASLINYA" in text
    assert f"Menggantikan lembar yang hilang menurut {REPORT}." in text


@pytest.mark.parametrize("mark", ["DICABUT", "DIGANTI", "BERAKHIR"])
def test_the_copy_of_what_does_not_hold_says_so_across(town: Town, letter: Letter, mark: str) -> None:
    at = NOON
    if mark == "DICABUT":
        revoked(town, letter)
    elif mark == "DIGANTI":
        Letter.objects.filter(pk=letter.pk).update(replaced_by=a_letter(town))
    else:
        at = ENDS + timedelta(days=1)
    assert mark in text_of(certified(town, letter, at=at))
    with pytest.raises(NotInForce):
        certified(town, letter, at=at, kind="duplicate", loss_report=REPORT)


Doing = Callable[[Town, Letter], object]
REFUSALS: dict[str, tuple[type[Refusal], Doing]] = {
    "another post": (NotYours, lambda t, x: certified(t, x, "loket")),
    "nobody asked": (NotFit, lambda t, x: certified(t, x, asked_by=" ")),
    "for nothing": (NotFit, lambda t, x: certified(t, x, purpose="")),
    "none": (NotFit, lambda t, x: certified(t, x, count=0)),
    "far too many": (NotFit, lambda t, x: certified(t, x, count=51)),
    "of no kind": (NotFit, lambda t, x: certified(t, x, kind="fotokopi")),
    "a duplicate of what is not reported lost": (NotFit, lambda t, x: certified(t, x, kind="duplicate")),
    "another office's": (
        NotThere,
        lambda _, x: certify.certify(a_town().act(HEAD), code=x.code, wanted=wanted()),
    ),
    "what is not signed yet": (
        NotInForce,
        lambda t, _: certified(t, Letter.objects.get(case=a_case(t, "penandatanganan", citizen=1))),
    ),
}


@pytest.mark.parametrize(("kind", "doing"), REFUSALS.values(), ids=REFUSALS)
def test_refusals_leave_nothing_behind(town: Town, letter: Letter, kind: type[Refusal], doing: Doing) -> None:
    with pytest.raises(kind):
        doing(town, letter)
    assert Copy.objects.count() == 0
    assert not Letter.objects.filter(key__startswith="salinan:").exists()


def test_nobody_vouches_for_his_own(town: Town, letter: Letter) -> None:
    Case.objects.filter(pk=letter.case_id).update(applicant=town.officer(HEAD))
    with pytest.raises(OwnCase):
        certified(town, letter)
