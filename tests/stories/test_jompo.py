"""JOMPO: from the catalogue to the letter in hand, as its standard tells it, over the pages."""

import pytest

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.letters.models import HandOver, Letter
from silastri.apps.surveys.models import Response
from silastri.domain.definition.definition import Definition
from silastri.practice.walk.branch import branches
from silastri.practice.walk.walker import Told, Walk
from tests.builders import JOMPO, MONDAY, SCHOOL, Town, definition


def walk(service: str, name: str) -> list[Told]:
    branch = next(b for b in branches(definition(service), MONDAY.date()) if b.name == name)
    return list(Walk("rokan-hilir", service, branch, None).run())


def test_the_straight_way_reads_like_the_sop(town: Town) -> None:
    told = walk(JOMPO, "lurus")
    assert [(t.step, t.post) for t in told] == [
        ("pendaftaran akun", "pemohon"),
        ("Pengajuan", "pemohon"),
        ("Pemeriksaan berkas", "Petugas Back Office"),
        ("Rekomendasi teknis", "Tim Teknis OPD"),
        ("Verifikasi", "Penata Perizinan Ahli Muda"),
        ("Persetujuan", "Penata Perizinan Ahli Madya"),
        ("Penomoran", "Petugas Back Office"),
        ("Tanda tangan Kepala Dinas", "Kepala Dinas"),
        ("Pencetakan", "Petugas Back Office"),
        ("Penyerahan", "Petugas Loket"),
        ("selesai", ""),
    ]
    for step in told[1:-1]:
        assert any("Warga Contoh" in message for message in step.messages), f"{step.step}: the applicant was not told"
    case = Case.objects.get()
    letter = Letter.objects.get()
    assert case.state == "done"
    assert (letter.state, letter.prints) == ("signed", 1)
    assert HandOver.objects.get().to_name == "Penerima Contoh"
    assert Response.objects.get().u9 == 4
    assert cases.card_is_whole(case, cases.runs(case))
    assert told[-1].outcome == "genuine"


def test_a_return_opens_what_was_wrong_and_the_case_goes_on(town: Town) -> None:
    told = walk(JOMPO, "perbaikan")
    steps = [(t.step, t.outcome) for t in told]
    assert steps[2:5] == [
        ("Pemeriksaan berkas", "kembali:pengajuan"),
        ("Pengajuan", "perbaikan"),
        ("Pemeriksaan berkas", "lanjut"),
    ]
    assert told[2].promise is None, "the clock stands still while the applicant mends his papers"
    assert told[-1].state == "done"


def test_a_refusal_ends_with_its_reason_and_no_letter(town: Town) -> None:
    told = walk(JOMPO, "tolak-verifikasi")
    assert told[-1].state == "refused"
    assert Case.objects.get().ending
    assert not Letter.objects.exists()


def test_a_refusal_at_signing_voids_the_number_and_keeps_it(town: Town) -> None:
    walk(JOMPO, "tolak-penandatanganan")
    letter = Letter.objects.get()
    assert (letter.state, letter.sequence) == ("void", 1)
    assert letter.void_reason


def test_sent_back_by_the_head_the_letter_keeps_its_number(town: Town) -> None:
    told = walk(JOMPO, "kembali-penandatanganan-persetujuan")
    assert told[-1].state == "done"
    assert Letter.objects.get().sequence == 1


@pytest.mark.parametrize("service", [JOMPO, SCHOOL])
def test_branches_are_named_for_every_way_out(service: str) -> None:
    found: Definition = definition(service)
    names = [branch.name for branch in branches(found, MONDAY.date())]
    assert len(names) == len(set(names))
    assert names[0] == "lurus"
    assert "perbaikan" in names
    assert "sip" in names
    turns = sum(len(step.otherwise) for step in found.sop.steps)
    assert len(names) == 2 + turns
