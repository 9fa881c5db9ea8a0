"""A file that comes in parts over a weak line."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from silastri.apps.cases import queries as cases
from silastri.apps.cases.models import Case
from silastri.apps.documents import queries
from silastri.apps.documents.models import PART, PartialFile
from silastri.domain.refusal import NotFit, NotThere
from silastri.journey.apply import draft, forget, parts
from silastri.journey.apply.draft import NotOpenForChanges
from silastri.practice import sample
from tests.builders import MONDAY, Town, a_case

pytestmark = pytest.mark.django_db(transaction=True)
SCAN = sample.scan("Kartu Contoh", MONDAY)
LONG = SCAN + b"\n%" + b"x" * (2 * PART) + b"\n%%EOF"  # of three parts


@pytest.fixture
def case(town: Town) -> Case:
    return a_case(town, "pengajuan")


def begun(town: Town, case: Case, content: bytes = LONG, **other: object) -> PartialFile:
    how = {"key": "ktp", "name": "ktp.pdf", "sha256": hashlib.sha256(content).hexdigest(), **other}
    return parts.begin(town.citizen_act(), ref=case.ref, size=len(content), **how)  # type: ignore[arg-type]


def part(town: Town, partial: PartialFile, start: int, content: bytes = LONG) -> int:
    piece = content[start : start + PART]
    return parts.add(town.citizen_act(), ref=partial.ref, token=partial.token, start=start, content=piece)


def sent(town: Town, case: Case, content: bytes = LONG, **other: object) -> PartialFile:
    partial = begun(town, case, content, **other)
    for start in range(0, len(content), PART):
        part(town, partial, start, content)
    return partial


def test_it_goes_on_where_the_line_broke_and_becomes_one_document(town: Town, case: Case) -> None:
    partial = begun(town, case)
    assert part(town, partial, 0) == PART
    again = begun(town, case)  # the page was opened anew, and the same file chosen
    assert (again.token, again.received) == (partial.token, PART)
    with pytest.raises(parts.NotThisPart) as refused:
        part(town, partial, 0)  # its answer was lost, and it came once more
    assert refused.value.received == PART
    assert part(town, partial, PART) == 2 * PART
    assert part(town, partial, 2 * PART) == len(LONG)

    second = sent(town, case, SCAN, name="kk.pdf")
    kept = parts.attach(town.citizen_act(), ref=case.ref, key="ktp", tokens=[partial.token, second.token])
    assert (kept.file.name, kept.file.pages) == ("ktp.pdf dan 1 lainnya", 2)
    assert not PartialFile.objects.exists()
    assert queries.parts(partial.token) == []
    assert not default_storage.exists(queries.part_path(partial.token))


def test_a_part_that_was_stored_and_not_counted_comes_again(town: Town, case: Case) -> None:
    partial = begun(town, case)
    part(town, partial, 0)
    PartialFile.objects.update(received=0)
    assert part(town, partial, 0) == PART
    assert len(queries.parts(partial.token)) == 1


@pytest.mark.parametrize("length", [0, 10, PART + 1])
def test_a_part_of_another_length_is_not_taken(town: Town, case: Case, length: int) -> None:
    partial = begun(town, case)
    with pytest.raises(NotFit):
        parts.add(town.citizen_act(), ref=case.ref, token=partial.token, start=0, content=bytes(length))
    assert PartialFile.objects.get().received == 0


def test_it_is_of_one_person_one_case_and_one_requirement(town: Town, case: Case) -> None:
    partial, other = sent(town, case), a_case(town, "pengajuan")
    for act, ref in ((town.citizen_act(1), case.ref), (town.citizen_act(), other.ref)):
        with pytest.raises(NotThere):
            parts.add(act, ref=ref, token=partial.token, start=0, content=LONG[:PART])
        with pytest.raises(NotThere):
            parts.coming(act, ref=ref, token=partial.token)
    for ref, key in ((other.ref, "ktp"), (case.ref, "kk")):
        with pytest.raises(parts.NotWhole):
            parts.attach(town.citizen_act(), ref=ref, key=key, tokens=[partial.token])
    assert cases.documents(case) == cases.documents(other) == {}


def test_what_is_not_whole_is_not_handed_in(town: Town, case: Case) -> None:
    partial = begun(town, case)
    part(town, partial, 0)
    attach = {"ref": case.ref, "key": "ktp"}
    with pytest.raises(parts.NotWhole, match="belum terkirim seluruhnya"):
        parts.attach(town.citizen_act(), tokens=[partial.token], **attach)
    whole = sent(town, case, LONG[::-1][: PART + 9], sha256="0" * 64)
    with pytest.raises(parts.NotWhole, match="Pilih berkasnya lagi"):
        parts.attach(town.citizen_act(), tokens=[whole.token], **attach)  # other bytes than were promised
    assert [one.token for one in PartialFile.objects.all()] == [partial.token]
    for tokens in ([], ["x"], [partial.token] * 2):
        with pytest.raises(parts.NotWhole):
            parts.attach(town.citizen_act(), tokens=tokens, **attach)
    assert cases.documents(case) == {}


def test_a_file_begins_only_where_it_may_be_handed_in(town: Town, case: Case) -> None:
    with pytest.raises(NotFit, match="Paling besar 10 MB"):
        parts.begin(town.citizen_act(), ref=case.ref, key="ktp", name="a", size=10 * 1024 * 1024 + 1, sha256="")
    with pytest.raises(NotFit, match="kosong"):
        parts.begin(town.citizen_act(), ref=case.ref, key="ktp", name="a", size=0, sha256="")
    with pytest.raises(NotThere):
        begun(town, case, key="ijazah")
    with pytest.raises(cases.CaseNotFound):
        parts.begin(town.citizen_act(1), ref=case.ref, key="ktp", name="a", size=9, sha256="")
    with pytest.raises(NotOpenForChanges):
        begun(town, a_case(town))
    assert not PartialFile.objects.exists()


def test_the_oldest_give_way_and_what_nobody_goes_on_with_is_forgotten(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_MOST", 3)
    others = [begun(town, case, LONG + bytes([n])) for n in range(4)][1:]
    assert {one.token for one in PartialFile.objects.all()} == {one.token for one in others}
    part(town, others[0], 0, LONG + b"\1")
    forget.forget(MONDAY + timedelta(hours=23))
    assert PartialFile.objects.count() == 3
    forget.forget(MONDAY + timedelta(hours=25))
    assert not PartialFile.objects.exists()
    assert queries.parts(others[0].token) == []


def test_a_document_of_a_draft_that_was_replaced_counts_again(town: Town, case: Case) -> None:
    act, paper = town.citizen_act(), {"ref": case.ref, "key": "ktp"}
    draft.attach(act, upload=SCAN, upload_name="pertama.pdf", **paper)
    with pytest.raises(NotThere):
        draft.take_back(act, **paper)
    draft.attach(act, upload=SCAN, upload_name="kedua.pdf", **paper)
    draft.take_back(act, **paper)
    assert cases.documents(case)["ktp"].file.name == "pertama.pdf"
    with pytest.raises(NotThere):
        draft.take_back(act, **paper)
    with pytest.raises(NotOpenForChanges):
        draft.take_back(act, ref=a_case(town).ref, key="ktp")
