"""The kartu kendali on paper: what was done, room for what comes, and whether the chain holds."""

from datetime import timedelta

import pypdfium2
import pytest

from silastri.apps.cases.models import Case
from silastri.journey.desk import take
from silastri.journey.papers import control_card
from silastri.journey.steps import decide
from tests.builders import MONDAY, Town, a_case, a_town
from tests.pekanbaru import at_step, onward, pekanbaru, words

NOON = MONDAY + timedelta(hours=3)


@pytest.fixture
def town(db: None) -> Town:
    return pekanbaru()


def test_tells_every_hand_over_and_leaves_room_for_the_rest(town: Town) -> None:
    case = at_step(town, "paraf_kabid")
    take.take(town.act("kabid", MONDAY + timedelta(minutes=41)), ref=case.ref, turn=case.turn)
    said = words(control_card.draw(Case.objects.get(pk=case.pk), at=NOON))
    for part in (
        "KARTU KENDALI",
        case.ref,
        "Pemeriksaan berkas Petugas Front Office",
        town.officer("front_office").name,
        "09-11-2026 09.10",
        "lewat batas",  # the blank was due three minutes after it came
        "Paraf Kabid Kepala Bidang",
        "09-11-2026 09.41",  # received
        "Paraf Sekretaris Sekretaris",
        "waktu 1 hari kerja",
        "Penomoran",
        "Penyerahan",
        f"Rantai segel utuh. Segel terakhir: {case.seal[:4]} {case.seal[4:8]} {case.seal[8:12]}",
        "Halaman 1 dari 1",
    ):
        assert part in said, part


def test_a_certificate_leaves_no_row_for_a_later_number(town: Town) -> None:
    from tests.pekanbaru import always_electronic

    always_electronic(town)
    case = at_step(town, "paraf_kasi")
    assert "Penomoran" not in words(control_card.draw(case, at=NOON))
    assert "Penyerahan" in words(control_card.draw(case, at=NOON))


def test_an_ended_case_has_no_open_rows(town: Town) -> None:
    said = words(control_card.draw(at_step(town, None), at=NOON))
    assert "waktu 1 hari kerja" not in said
    assert "Penyerahan Petugas Front Office" in said


def test_says_so_when_a_row_was_changed_behind_the_system(town: Town) -> None:
    case = at_step(town, "paraf_kasi")
    Case.objects.filter(pk=case.pk).update(seal="0" * 64)
    said = words(control_card.draw(Case.objects.get(pk=case.pk), at=NOON))
    assert "pernah diubah di luar sistem" in said
    assert "utuh" not in said


def test_goes_over_pages_with_its_head_on_each(town: Town) -> None:
    """A case that was sent back time and again, with long notes."""
    case, at = at_step(town, "paraf_kasi"), NOON
    for _ in range(9):
        note = "Nama tempat bekerja belum sama dengan surat keterangan kerja. " * 3
        at += timedelta(minutes=5)
        case = decide.decide(
            town.act("kasi", at), ref=case.ref, turn=case.turn, outcome="kembali:pencetakan", note=note
        )
        case = onward(town, case, at)
    pdf = control_card.draw(Case.objects.get(pk=case.pk), at=at)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    assert len(pages) > 1
    for n, page in enumerate(pages, start=1):
        assert "Diserahkan" in page, "the head of the table"
        assert f"Halaman {n} dari {len(pages)}" in page
    assert "dikembalikan" in pages[0]


def test_serves_every_office(db: None) -> None:
    case = a_case(a_town(), "penomoran")
    said = words(control_card.draw(case, at=NOON))
    assert "Rekomendasi teknis" in said
    assert "Tanda tangan Kepala Dinas" in said
