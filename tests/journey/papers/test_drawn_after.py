"""No row is locked while a page is set, and what was left undrawn is drawn by the worker, or by who opens it."""

import contextlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from silastri.adapters.pdf import printer
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries as documents
from silastri.apps.letters.models import Letter
from silastri.domain.act import SYSTEM, Act
from silastri.domain.refusal import MovedOn
from silastri.jobs import worker
from silastri.journey.archive import carry_out, keep, propose
from silastri.journey.case.dossier import dossier_of
from silastri.journey.letters import uncollected
from silastri.journey.papers import drawn_after, undrawn
from silastri.journey.papers.file import file
from silastri.journey.papers.minutes import Present, Report
from silastri.journey.steps import visit
from silastri.practice.runner import Runner
from tests import archived, pekanbaru, perikanan
from tests.builders import MONDAY, SCHOOL, STANDARDS, Town, a_case, a_town
from tests.journey.archive.test_disposal import WITNESSES, approved
from tests.journey.letters import test_certify, test_revoke, test_uncollected
from tests.pekanbaru import words

NOON = MONDAY + timedelta(hours=6)
LATER = MONDAY + timedelta(days=2)
REPORT = Report("Rumah layak.", "Dapat diteruskan.", [Present("Rani Contoh", "Pemohon")])


# What is drawn


def covering_letter() -> Case:
    return a_case(a_town(STANDARDS / "kampar"), "kajian", service=SCHOOL)


def refusal_letter() -> Case:
    town = a_town(STANDARDS / "kampar")
    case = Runner(town.service(SCHOOL), town.citizens[0], MONDAY + timedelta(hours=5), 0).refused()
    assert case
    return case


def bill() -> Case:
    return a_case(archived.contoh(), "pembayaran", service=archived.HALL)


def notice() -> Case:
    town = pekanbaru.pekanbaru()
    case = pekanbaru.at_step(town, "penyerahan")
    uncollected.make(town.act("back_office", test_uncollected.AFTER), ref=case.ref)
    return case


def certified_copy() -> Case:
    town = perikanan.perikanan()
    letter = perikanan.a_letter(town)
    test_revoke.with_registers(town, salinan_sah="{oleh: pengawas, buku_nomor: salinan}")
    test_certify.certified(town, letter, "pengawas")
    return letter.case


def revocation() -> Case:
    town = perikanan.perikanan()
    letter = perikanan.a_letter(town)
    test_revoke.with_registers(town, pencabutan="{oleh: pengawas, buku_nomor: cabut}")
    test_revoke.revoked(town, letter)
    return letter.case


PAPERS: list[tuple[Callable[[], Case], str]] = [
    (covering_letter, "langkah:pengantar"),
    (refusal_letter, "penolakan"),
    (bill, "skrd"),
    (notice, "langkah:penyerahan:"),
    (certified_copy, "salinan:"),
    (revocation, "pencabutan:"),
]


def paper(case: Case, key: str) -> Letter:
    return Letter.objects.select_related("case__office", "case__applicant").get(case=case, key__startswith=key)


# What was left undrawn


def _die(letter: Letter, drawing: drawn_after.Drawing) -> bytes:
    raise SystemExit


def _leave(letter: Letter, drawing: drawn_after.Drawing) -> bytes:
    return b""


@pytest.mark.parametrize(("make", "key"), PAPERS)
def test_what_dies_before_it_is_drawn_is_drawn_by_the_worker(
    db: None, monkeypatch: pytest.MonkeyPatch, make: Callable[[], Case], key: str
) -> None:
    settled: list[bytes] = []
    real = drawn_after.keep

    def dies(letter: Letter, drawing: drawn_after.Drawing) -> bytes:
        if not letter.key.startswith(key):
            return real(letter, drawing)
        settled.append(drawing())
        raise RuntimeError("the process is gone")

    with monkeypatch.context() as broken:
        broken.setattr(drawn_after, "keep", dies)
        case = make()
    lost = paper(case, key)
    assert (lost.state, lost.sha256) == ("issued", "")
    at = lost.made_at + timedelta(minutes=2)
    assert undrawn.draw_undrawn(Act(replace(SYSTEM, office=0), at, "job")) == 0, "of another office"
    assert worker.do((undrawn.draw_undrawn,), at) == 1
    drawn = documents.content(paper(case, key).sha256)
    assert drawn == settled[0], "as it would have been drawn at once"
    assert lost.number in words(drawn)
    assert worker.do((undrawn.draw_undrawn,), at) == 0


@pytest.mark.django_db(transaction=True)
def test_the_act_stands_although_its_process_dies_before_the_paper_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    town = pekanbaru.pekanbaru()
    case = pekanbaru.at_step(town, "penyerahan")
    with monkeypatch.context() as broken:
        broken.setattr(drawn_after, "keep", _die)
        with pytest.raises(SystemExit):
            uncollected.make(town.act("back_office", test_uncollected.AFTER), ref=case.ref)
    (letter,) = test_uncollected.notices(case)
    assert letter.number
    assert letter.sha256 == ""
    opened = file(dossier_of(letter.case), letter.key, at=test_uncollected.AFTER)
    assert letter.number in words(opened)
    assert documents.content(Letter.objects.get(pk=letter.pk).sha256) == opened


def test_one_that_cannot_be_drawn_keeps_no_other_waiting(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(drawn_after, "keep", _leave)
        first, second = covering_letter(), notice()
    Letter.objects.filter(case=first, key="langkah:pengantar").update(key="langkah:tidak_ada")
    assert worker.do((undrawn.draw_undrawn,), test_uncollected.AFTER + timedelta(days=1)) == 1
    assert paper(second, "langkah:penyerahan:").sha256
    assert "could not be drawn" in caplog.text


def test_an_act_that_fails_leaves_nothing_to_draw(town: Town) -> None:
    drawn: list[str] = []
    letter = Letter(key="x")

    def drawing() -> bytes:
        drawn.append("drawn")
        return b""

    with pytest.raises(ValueError, match="no"), drawn_after.one_transaction():
        drawn_after.draw_after(letter, drawing)
        raise ValueError("no")
    with drawn_after.one_transaction(), drawn_after.one_transaction():
        pass
    assert drawn == []


def test_a_case_is_archived_when_its_papers_are_drawn(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(drawn_after, "keep", _leave)
        case = refusal_letter()
    act = Act(SYSTEM, LATER, "job")
    keep.bring_in(act)
    assert not archived.Record.objects.filter(case=case, kind="case").exists()
    assert undrawn.draw_undrawn(act) > 0
    keep.bring_in(act)
    assert archived.Record.objects.filter(case=case, kind="case").exists()


# What is locked


class Guarded:
    """A printer that refuses to work while anything may be locked."""

    def __init__(self) -> None:
        self.real = printer()
        self.drawn: list[str] = []

    def draw(self, template: str, data: Mapping[str, Any], *, at: datetime) -> bytes:
        assert not connection.in_atomic_block, f"{template} is drawn inside a transaction"
        self.drawn.append(template)
        return self.real.draw(template, data, at=at)

    def picture(self, template: str, data: Mapping[str, Any]) -> bytes:
        return self.real.picture(template, data)


@pytest.fixture
def guarded(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Guarded:
    guard = Guarded()
    for name in ("letter", "bill", "copy", "revocation", "minutes", "disposal", "control_card"):
        monkeypatch.setattr(f"silastri.journey.papers.{name}.printer", lambda: guard)
    return guard


@pytest.mark.parametrize(("make", "key"), PAPERS)
def test_nothing_is_locked_while_a_paper_is_drawn(guarded: Guarded, make: Callable[[], Case], key: str) -> None:
    assert paper(make(), key).sha256
    assert guarded.drawn


@pytest.mark.parametrize("folder", ["kampar", "rokan-hilir", "contoh", "pekanbaru-dinsos"])
def test_nothing_is_locked_on_the_way_of_a_case_and_in_the_archive(guarded: Guarded, folder: str) -> None:
    town = a_town(STANDARDS / folder)
    for service in (path.name for path in (STANDARDS / folder).iterdir() if path.is_dir()):
        Runner(town.service(service), town.citizens[0], NOON, 0).to(None)
    keep.keep(Act(SYSTEM, LATER, "job"))
    assert "card" in guarded.drawn
    assert not Letter.objects.filter(state="issued", sha256="").exists()


@pytest.mark.django_db
def test_a_part_that_is_taken_back_takes_its_papers_with_it() -> None:
    drawn: list[str] = []

    def a_paper(name: str) -> drawn_after.Drawing:
        def draw() -> bytes:
            drawn.append(name)
            return name.encode()

        return draw

    with drawn_after.one_transaction():
        drawn_after.draw_after(Letter(), a_paper("outer"))
        with contextlib.suppress(ValueError), drawn_after.one_transaction():
            drawn_after.draw_after(Letter(), a_paper("inner"))
            raise ValueError
    assert drawn == ["outer"]


def test_every_act_that_may_bring_a_paper_puts_it_off() -> None:
    journey = Path(drawn_after.__file__).parents[1]
    for path in journey.glob("*/*.py"):
        text = path.read_text()
        if re.search(r"[^_\w](finish|move|effects\.issue)\(act, ", text) and path.parent.name != "frame":
            assert "one_transaction()" in text, path
            assert "transaction.atomic" not in text, path


def test_nothing_is_locked_while_a_berita_acara_is_drawn(guarded: Guarded) -> None:
    town = archived.contoh()
    letter, whole = archived.filed(town)
    propose.move(archived.archivist(town), pks=[letter.pk])
    made = approved(town, letter, whole)
    carry_out.carry_out(archived.archivist(town), pk=made.pk, witnesses=WITNESSES)
    assert guarded.drawn.count("disposal") == 2


# What changed while it was drawn


def test_minutes_of_an_appointment_that_was_changed_meanwhile_are_not_kept(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = a_town(STANDARDS / "kampar")
    case = a_case(town, "survei", service=SCHOOL)
    real = visit.minutes.draw

    def slow(*given: Any, **named: Any) -> bytes:
        changed = Case.objects.get(pk=case.pk)
        changed.notes = {**case.notes, case.step: {"jadwal": {"waktu": "", "tim": "B"}}}
        changed.save(update_fields=["notes"])
        return real(*given, **named)

    monkeypatch.setattr(visit.minutes, "draw", slow)
    with pytest.raises(MovedOn, match="baru saja diubah"):
        visit.visit(town.act(case.post, NOON), ref=case.ref, turn=case.turn, outcome="lanjut", report=REPORT)
    assert Case.objects.get(pk=case.pk).turn == case.turn
    assert not Letter.objects.filter(case=case, name__startswith="Berita Acara").exists()


def test_a_berita_acara_whose_number_was_taken_meanwhile_is_not_kept(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    town = archived.contoh()
    first, second = archived.filed(town)
    act = archived.archivist(town)
    real = propose.papers.draw

    def slow(*given: Any, **named: Any) -> bytes:
        monkeypatch.setattr(propose.papers, "draw", real)
        propose.move(act, pks=[second.pk])
        return real(*given, **named)

    monkeypatch.setattr(propose.papers, "draw", slow)
    with pytest.raises(MovedOn, match="Coba lagi"):
        propose.move(act, pks=[first.pk])
    assert (archived.Record.objects.get(pk=first.pk).state, archived.Record.objects.get(pk=second.pk).state) == (
        "active",
        "inactive",
    )
    propose.move(act, pks=[first.pk])
