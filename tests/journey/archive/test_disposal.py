"""Records become inactive, are destroyed or handed over: never without a list, a second person and a berita acara."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from silastri.apps.archive import queries as archive
from silastri.apps.archive.models import ArchivedFile, Disposal, Item, Record
from silastri.apps.archive.search import Within, find
from silastri.apps.audit.models import LogEntry
from silastri.apps.documents import operations as stores
from silastri.apps.documents import queries as documents
from silastri.apps.documents.models import Destruction
from silastri.apps.messages.models import Message
from silastri.apps.offices.models import Office
from silastri.domain import search
from silastri.domain.act import SYSTEM, Act
from silastri.domain.refusal import MovedOn, NotFit, NotThere, NotYours
from silastri.journey.archive import care, carry_out, export, keep, minutes, propose
from tests import pekanbaru
from tests.archived import FAIR, LATER, archivist, both, contoh, filed, head, made_inactive
from tests.builders import STANDARDS, Town, a_town
from tests.pekanbaru import words

WITNESSES = [("Rahma Contoh", "Kepala Bagian Hukum"), ("Bakti Contoh", "Inspektorat")]


@pytest.fixture
def town(db: None) -> Town:
    return contoh()


def lies(sha256: str) -> bool:
    return default_storage.exists(documents.path(sha256))


def hashes(*records: Record) -> list[str]:
    return [one.sha256 for record in records for one in record.files.all()]


def approved(town: Town, *records: Record, kind: str = "destroy") -> Disposal:
    made_inactive(*records)
    made = propose.propose(archivist(town), kind=kind, pks=[r.pk for r in records], reason="Masa simpan habis.")
    return propose.approve(head(town), pk=made.pk)


def state(record: Record) -> str:
    return Record.objects.get(pk=record.pk).state


# Inactive


def test_records_become_inactive_with_a_numbered_berita_acara(town: Town) -> None:
    letter, whole = filed(town)
    done = propose.move(archivist(town), pks=[letter.pk, whole.pk])
    assert (state(letter), state(whole)) == ("inactive", "inactive")
    assert done.number == "001/BA-ARSIP/2035"
    said = words(documents.content(done.sha256))
    assert "BERITA ACARA PEMINDAHAN ARSIP INAKTIF" in said
    assert letter.number in said
    assert "2 arsip" in said
    assert minutes.read(archivist(town), pk=done.pk) == documents.content(done.sha256)
    assert LogEntry.objects.filter(what="archive_move", about=f"penyusutan:{done.pk}").exists()
    with pytest.raises(MovedOn):
        propose.move(archivist(town), pks=[letter.pk])


def test_only_what_is_due_becomes_inactive(town: Town) -> None:
    letter, _ = filed(town)
    with pytest.raises(MovedOn):
        propose.move(archivist(town, LATER - timedelta(days=365 * 8)), pks=[letter.pk])
    assert state(letter) == "active"
    with pytest.raises(NotFit):
        propose.move(archivist(town), pks=[])


def test_numbers_of_berita_acara_follow_each_other_and_begin_anew_each_year(town: Town) -> None:
    first, second = filed(town)
    third, _ = filed(town, citizen=1)
    numbers = [
        propose.move(archivist(town, at), pks=[record.pk]).number
        for record, at in ((first, LATER), (second, LATER), (third, LATER + timedelta(days=365)))
    ]
    assert numbers == ["001/BA-ARSIP/2035", "002/BA-ARSIP/2035", "001/BA-ARSIP/2036"]


# Destruction


def test_a_record_is_destroyed_after_proposal_approval_and_berita_acara(town: Town) -> None:
    letter, whole = filed(town)
    bytes_of = hashes(letter, whole)
    assert all(map(lies, bytes_of))
    made = approved(town, letter, whole)
    assert all(map(lies, bytes_of)), "nothing is destroyed before it is carried out"
    done = carry_out.carry_out(archivist(town), pk=made.pk, witnesses=WITNESSES)
    assert (state(letter), state(whole), done.state) == ("destroyed", "destroyed", "done")
    assert not any(map(lies, bytes_of))
    said = words(documents.content(done.sha256))
    for word in (letter.number, "Rahma Contoh", "Inspektorat", "DAFTAR ARSIP MUSNAH", "Masa simpan habis", done.number):
        assert word in said
    assert set(bytes_of) <= set(ArchivedFile.objects.values_list("sha256", flat=True)), "hashes stay"
    with pytest.raises(documents.Destroyed, match=f"berita acara {done.number}"):
        documents.content(bytes_of[0])
    assert Destruction.objects.filter(done_at__isnull=True).count() == 0


def test_the_words_of_what_was_destroyed_are_forgotten_and_its_registration_is_not(town: Town) -> None:
    letter, _ = filed(town)
    assert letter.letter
    within = Within(town.office.pk)
    typed = next(word for word in letter.text.split() if len(word) > 7 and word not in letter.letter.name)
    assert letter.pk in find(search.phrases(typed), within)
    made = approved(town, letter)
    carry_out.carry_out(archivist(town), pk=made.pk, witnesses=WITNESSES)
    assert Record.objects.get(pk=letter.pk).text == ""
    assert letter.pk not in find(search.phrases(typed), within)
    assert find(search.phrases(letter.letter.number), within) == [letter.pk]


def test_bytes_that_another_record_needs_stay(db: None) -> None:
    town = pekanbaru.pekanbaru()
    case = pekanbaru.at_step(town, None)
    from silastri.journey.archive import file
    from tests.archived import NIGHT

    file.file(NIGHT)
    letter, whole = Record.objects.get(letter__case=case), Record.objects.get(case=case, kind="case")
    Record.objects.update(fate="musnah")
    (scan,) = hashes(letter)
    later = LATER + timedelta(days=3650)
    archives, heads = town.act("back_office", later), town.act("kepala_dinas", later)
    for record in (letter, whole):
        made_inactive(record)
        made = propose.propose(archives, kind="destroy", pks=[record.pk], reason="Habis.")
        propose.approve(heads, pk=made.pk)
        carry_out.carry_out(archives, pk=made.pk, witnesses=WITNESSES)
        assert lies(scan) is (record == letter), "the scan is a paper of the case too"


def test_bytes_that_came_to_be_needed_since_are_spared(town: Town) -> None:
    letter, _ = filed(town)
    (sha256,) = hashes(letter)
    stores.order_destruction([sha256], why="berita acara 1", at=LATER)
    keep.shred(LATER)
    assert lies(sha256)
    assert not Destruction.objects.exists()


def test_a_destruction_that_was_cut_off_is_finished_by_the_worker(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    letter, _ = filed(town)
    made = approved(town, letter)
    monkeypatch.setattr(carry_out, "shred", lambda _: None)
    carry_out.carry_out(archivist(town), pk=made.pk, witnesses=WITNESSES)
    assert all(map(lies, hashes(letter)))
    keep.shred(LATER)
    assert not any(map(lies, hashes(letter)))


def test_nobody_approves_his_own_proposal(town: Town) -> None:
    from silastri.apps.offices import operations

    loket = town.officer("loket")
    operations.post(town.office, loket, post="kepala_dinas", since=LATER.date() - timedelta(days=9000))
    letter, _ = filed(town)
    made_inactive(letter)
    made = propose.propose(both(town), kind="destroy", pks=[letter.pk], reason="Habis.")
    with pytest.raises(NotYours, match="orang lain"):
        propose.approve(both(town), pk=made.pk)
    assert Disposal.objects.get().state == "proposed"
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.update(state="approved", decided_by=loket)


@pytest.mark.parametrize("post", ["bendahara", "kepala_seksi"])
def test_others_do_nothing(town: Town, post: str) -> None:
    letter, _ = filed(town)
    other = town.act(post, LATER)
    made_inactive(letter)
    made = propose.propose(archivist(town), kind="destroy", pks=[letter.pk], reason="Habis.")
    for doing in (
        lambda: propose.propose(other, kind="destroy", pks=[letter.pk], reason="Habis."),
        lambda: propose.approve(other, pk=made.pk),
        lambda: propose.cancel(other, pk=made.pk, note="x"),
        lambda: carry_out.carry_out(other, pk=made.pk, witnesses=WITNESSES),
        lambda: care.hold(other, pk=letter.pk, reason="x"),
        lambda: care.read(other, pk=letter.pk, file=letter.files.get().pk),
        lambda: minutes.read(other, pk=made.pk),
        lambda: export.export(other, pk=made.pk),
    ):
        with pytest.raises(NotYours):
            doing()
    assert state(letter) == "listed"


def test_what_was_not_approved_is_not_carried_out(town: Town) -> None:
    letter, _ = filed(town)
    made_inactive(letter)
    made = propose.propose(archivist(town), kind="destroy", pks=[letter.pk], reason="Habis.")
    with pytest.raises(MovedOn):
        carry_out.carry_out(archivist(town), pk=made.pk, witnesses=WITNESSES)
    assert hashes(letter)
    assert all(map(lies, hashes(letter)))
    with pytest.raises(NotYours):
        propose.approve(archivist(town), pk=made.pk)


@pytest.mark.parametrize("witnesses", [[], WITNESSES[:1], [("", "x"), ("Rahma Contoh", "Hukum")]])
def test_a_destruction_has_two_witnesses(town: Town, witnesses: list[tuple[str, str]]) -> None:
    letter, _ = filed(town)
    made = approved(town, letter)
    with pytest.raises(NotFit, match="2 saksi"):
        carry_out.carry_out(archivist(town), pk=made.pk, witnesses=witnesses)
    assert (state(letter), Disposal.objects.get(pk=made.pk).number) == ("listed", "")
    assert all(map(lies, hashes(letter)))


def test_it_is_carried_out_once(town: Town) -> None:
    letter, _ = filed(town)
    made = approved(town, letter)
    carry_out.carry_out(archivist(town), pk=made.pk, witnesses=WITNESSES)
    for again in (
        lambda: carry_out.carry_out(archivist(town), pk=made.pk, witnesses=WITNESSES),
        lambda: propose.cancel(archivist(town), pk=made.pk, note="x"),
        lambda: care.hold(archivist(town), pk=letter.pk, reason="Sengketa."),
        lambda: propose.propose(archivist(town), kind="destroy", pks=[letter.pk], reason="Habis."),
    ):
        with pytest.raises(MovedOn):
            again()


def test_a_proposal_can_be_cancelled_until_it_is_carried_out_and_stays_told(town: Town) -> None:
    letter, _ = filed(town)
    made = approved(town, letter)
    with pytest.raises(NotFit):
        propose.cancel(archivist(town), pk=made.pk, note=" ")
    propose.cancel(archivist(town), pk=made.pk, note="Salah pilih.")
    assert state(letter) == "inactive"
    cancelled = Disposal.objects.get(pk=made.pk)
    assert (cancelled.state, cancelled.decided_by) == ("cancelled", town.officer("kepala_dinas"))
    assert [item.record_id for item in archive.items(cancelled)] == [letter.pk]


def test_a_refusal_has_its_reason_and_frees_the_records(town: Town) -> None:
    letter, _ = filed(town)
    made_inactive(letter)
    made = propose.propose(archivist(town), kind="destroy", pks=[letter.pk], reason="Habis.")
    with pytest.raises(NotFit):
        propose.refuse(head(town), pk=made.pk, note="")
    propose.refuse(head(town), pk=made.pk, note="Masih dipakai audit.")
    assert (state(letter), Disposal.objects.get().decision) == ("inactive", "Masih dipakai audit.")


def test_a_record_is_on_one_list_at_a_time(town: Town) -> None:
    letter, _ = filed(town)
    approved(town, letter)
    with pytest.raises(MovedOn):
        propose.propose(archivist(town), kind="destroy", pks=[letter.pk], reason="Habis.")
    assert Disposal.objects.count() == 1


def test_the_approver_hears_of_it(town: Town) -> None:
    letter, _ = filed(town)
    approved(town, letter)
    message = Message.objects.get(about__startswith="penyusutan/")
    assert message.person == town.officer("kepala_dinas")
    assert "Pemusnahan: 1 arsip menunggu persetujuan Anda." in message.body


def test_a_schedule_that_changed_meanwhile_takes_its_records_off_the_list(town: Town) -> None:
    letter, whole = filed(town)
    made = approved(town, letter, whole)
    office = Office.objects.get(pk=town.office.pk)
    office.definition = office.definition.replace("nasib_akhir: musnah", "nasib_akhir: permanen")
    office.definition_hash = "another"
    office.save()
    with pytest.raises(MovedOn, match="dihitung ulang"):
        carry_out.carry_out(archivist(town), pk=made.pk, witnesses=WITNESSES)
    keep.keep(Act(SYSTEM, LATER, "job"))
    assert (state(letter), Record.objects.get(pk=letter.pk).fate) == ("inactive", "permanen")
    with pytest.raises(NotFit, match="Tidak ada arsip"):
        carry_out.carry_out(archivist(town), pk=made.pk, witnesses=WITNESSES)
    assert all(map(lies, hashes(letter, whole)))


# HeldLetter back


def test_a_record_that_is_held_leaves_its_list_and_lives(town: Town) -> None:
    letter, whole = filed(town)
    made = approved(town, letter, whole)
    care.hold(archivist(town), pk=letter.pk, reason="Digugat di PTUN.")
    carry_out.carry_out(archivist(town), pk=made.pk, witnesses=WITNESSES)
    assert (state(letter), state(whole)) == ("inactive", "destroyed")
    assert all(map(lies, hashes(letter)))
    assert Item.objects.get(record=letter).taken_off == "Ditahan: Digugat di PTUN."
    with pytest.raises(MovedOn):
        propose.propose(archivist(town), kind="destroy", pks=[letter.pk], reason="Habis.")
    care.let_go(archivist(town), pk=letter.pk, reason="Perkara selesai.")
    propose.propose(archivist(town), kind="destroy", pks=[letter.pk], reason="Habis.")
    kinds = LogEntry.objects.filter(about=f"arsip:{letter.pk}").values_list("what", flat=True)
    assert {"archive_hold", "archive_let_go"} <= set(kinds)


def test_a_list_that_lost_all_its_records_is_not_carried_out(town: Town) -> None:
    letter, _ = filed(town)
    made = approved(town, letter)
    care.hold(archivist(town), pk=letter.pk, reason="Digugat.")
    with pytest.raises(NotFit, match="Tidak ada arsip"):
        carry_out.carry_out(archivist(town), pk=made.pk, witnesses=WITNESSES)


# Appraised and classified


def test_a_record_to_appraise_is_neither_destroyed_nor_handed_over_before(town: Town) -> None:
    letter, _ = filed(town)
    made_inactive(letter)
    Record.objects.filter(pk=letter.pk).update(fate="dinilai_kembali")
    for kind in ("destroy", "hand_over"):
        with pytest.raises(MovedOn):
            propose.propose(archivist(town), kind=kind, pks=[letter.pk], reason="Habis.")
    assert list(archive.due(town.office.pk, "appraise", LATER.date())) == [letter]
    with pytest.raises(NotFit):
        care.appraise(archivist(town), pk=letter.pk, fate="musnah", reason="")
    care.appraise(archivist(town), pk=letter.pk, fate="musnah", reason="Tidak bernilai guna.")
    assert list(archive.due(town.office.pk, "destroy", LATER.date())) == [letter]
    with pytest.raises(MovedOn):
        care.appraise(archivist(town), pk=letter.pk, fate="permanen", reason="Lain.")


def test_another_classification_brings_another_retention(town: Town) -> None:
    letter, _ = filed(town)
    care.classify(archivist(town), pk=letter.pk, code="500.16.7.2", security="rahasia")
    changed = Record.objects.get(pk=letter.pk)
    assert (changed.code, changed.fate, changed.security) == ("500.16.7.2", "permanen", "rahasia")
    with pytest.raises(NotFit):
        care.classify(archivist(town), pk=letter.pk, code="999", security="biasa")


# Handed over


def test_what_is_permanent_is_handed_over_and_never_destroyed(town: Town) -> None:
    letter, whole = filed(town, FAIR)
    with pytest.raises(MovedOn):
        made_inactive(letter)
        propose.propose(archivist(town), kind="destroy", pks=[letter.pk], reason="Habis.")
    made = approved(town, letter, whole, kind="hand_over")
    with pytest.raises(NotFit):
        carry_out.carry_out(archivist(town), pk=made.pk)
    receiver = "Dinas Perpustakaan dan Kearsipan Kabupaten Contoh"
    done = carry_out.carry_out(archivist(town), pk=made.pk, receiver=receiver)
    assert (state(letter), state(whole)) == ("handed_over", "handed_over")
    assert all(map(lies, hashes(letter, whole))), "the office keeps its copy"
    said = words(documents.content(done.sha256))
    assert receiver in said
    assert "PENYERAHAN ARSIP STATIS" in said


def test_the_export_holds_every_file_with_its_hash_and_what_is_known(town: Town) -> None:
    letter, whole = filed(town, FAIR)
    made_inactive(letter, whole)
    made = propose.propose(archivist(town), kind="hand_over", pks=[letter.pk, whole.pk], reason="Permanen.")
    with pytest.raises(NotThere):
        export.export(archivist(town), pk=made.pk)
    propose.approve(head(town), pk=made.pk)
    with export.export(archivist(town), pk=made.pk) as sent, zipfile.ZipFile(sent) as found:
        known = json.loads(found.read("daftar.json"))
        assert {record["nomor"] for record in known} == {letter.number, whole.number}
        assert all(record["kode_klasifikasi"] == "500.16.7.2" for record in known)
        rows = list(csv.DictReader(io.StringIO(found.read("daftar.csv").decode("utf-8-sig"))))
        assert len(rows) == letter.files.count() + whole.files.count()
        for line in found.read("sha256sums.txt").decode().splitlines():
            sha256, name = line.split("  ")
            assert hashlib.sha256(found.read(name)).hexdigest() == sha256
        assert {row["sha256"] for row in rows} == set(hashes(letter, whole))


def test_a_damaged_file_is_not_handed_over(town: Town) -> None:
    letter, _ = filed(town, FAIR)
    made = approved(town, letter, kind="hand_over")
    default_storage.delete(documents.path(hashes(letter)[0]))
    with pytest.raises(NotFit, match="rusak atau hilang"):
        export.export(archivist(town), pk=made.pk)
    ArchivedFile.objects.filter(record=letter).update(finding="missing")
    with pytest.raises(NotFit, match="rusak atau hilang"):
        carry_out.carry_out(archivist(town), pk=made.pk, receiver="Lembaga kearsipan")


# Between offices


def test_another_offices_records_and_lists_are_not_there(town: Town) -> None:
    letter, _ = filed(town)
    made = approved(town, letter)
    other = a_town(STANDARDS / "rokan-hilir")
    theirs, head_of_theirs = other.act("back_office", LATER), other.act("kepala_dinas", LATER)
    for doing in (
        lambda: care.read(theirs, pk=letter.pk, file=letter.files.get().pk),
        lambda: care.hold(theirs, pk=letter.pk, reason="x"),
        lambda: minutes.read(theirs, pk=made.pk),
        lambda: propose.cancel(theirs, pk=made.pk, note="x"),
        lambda: propose.approve(head_of_theirs, pk=made.pk),
        lambda: carry_out.carry_out(theirs, pk=made.pk, witnesses=WITNESSES),
        lambda: export.export(theirs, pk=made.pk),
    ):
        with pytest.raises(NotThere):
            doing()
    with pytest.raises(MovedOn):
        propose.move(theirs, pks=[letter.pk])
    assert find(search.phrases(letter.number), Within(other.office.pk)) == []


def test_opening_a_file_is_logged(town: Town) -> None:
    letter, _ = filed(town)
    content, kind = care.read(archivist(town), pk=letter.pk, file=letter.files.get().pk)
    assert (content[:5], kind) == (b"%PDF-", "application/pdf")
    entry = LogEntry.objects.get(what="archive_read")
    assert (entry.about, entry.person_id) == (f"arsip:{letter.pk}", town.officer("loket").pk)


def test_a_file_that_is_damaged_or_destroyed_says_so(town: Town) -> None:
    letter, whole = filed(town)
    default_storage.delete(documents.path(hashes(letter)[0]))
    with pytest.raises(NotThere, match="rusak atau hilang"):
        care.read(archivist(town), pk=letter.pk, file=letter.files.get().pk)
    made = approved(town, whole)
    carry_out.carry_out(archivist(town), pk=made.pk, witnesses=WITNESSES)
    with pytest.raises(NotThere, match="dimusnahkan"):
        care.read(archivist(town), pk=whole.pk, file=whole.files.first().pk)  # type: ignore[union-attr]
