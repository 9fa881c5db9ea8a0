"""The index finds the same on both databases: every word, phrases, beginnings of words; the best first."""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from silastri.apps.archive import search as index
from silastri.apps.archive.models import Record
from silastri.apps.archive.search import Within
from silastri.domain import search
from tests.archived import contoh, filed
from tests.builders import Town
from tests.campaign import campaign, tries


@pytest.fixture
def record(db: None) -> Record:
    return filed(contoh())[0]


def found(record: Record, typed: str, **within: object) -> bool:
    return record.pk in index.find(search.phrases(typed), Within(record.office_id, **within))  # type: ignore[arg-type]


def test_phrases_and_beginnings(record: Record) -> None:
    index.keep(record.pk, heading="Surat Izin 12/A", text="Pemakaian gedung olahraga di Café Baru")
    for typed in ("gedung", "GED", "olahr", '"gedung olahr"', "12/A", "cafe", "café", "surat baru", "di"):
        assert found(record, typed), typed
    for typed in ("dung", '"olahraga gedung"', "12/B", "gedung lain", "surat -gedung x"):
        assert not found(record, typed), typed


def test_new_words_take_the_place_of_the_old(record: Record) -> None:
    index.keep(record.pk, heading="lama", text="dahulu")
    index.keep(record.pk, heading="baru", text="sekarang")
    assert found(record, "baru sekarang")
    assert not found(record, "lama")
    assert not found(record, "dahulu")


@example("0E0A")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=tries(50, 1000), deadline=None)
@given(st.one_of(st.text(min_size=1, max_size=60), st.from_regex(r"[a-e0-9. /-]{1,40}", fullmatch=True)))
@campaign
def test_whatever_was_kept_is_found_again(record: Record, text: str) -> None:
    """The database splits no text otherwise than we do: each word, and the whole phrase, is found."""
    index.keep(record.pk, heading="", text=text)
    words = search.plain(text).split()
    for word in words[: search.MOST_PHRASES]:
        assert found(record, word), (word, words)
    assert not words or found(record, f'"{" ".join(words[:20])}"')


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=tries(30, 500), deadline=None)
@given(st.text(max_size=80))
@campaign
def test_nothing_that_is_typed_breaks_the_query(record: Record, typed: str) -> None:
    wanted = search.phrases(typed)
    if wanted:
        index.find(wanted, Within(record.office_id, year=2026, code="1", service=1, state=typed[:12].replace("\0", "")))


def test_what_stands_in_the_heading_comes_first(record: Record) -> None:
    other = Record.objects.exclude(pk=record.pk).earliest("pk")
    index.keep(other.pk, heading="kurma", text="lain")
    index.keep(record.pk, heading="lain", text="kurma " * 3)
    assert index.find(search.phrases("kurma"), Within(record.office_id))[:2] == [other.pk, record.pk]
    index.keep(other.pk, heading="lain", text="kurma")
    index.keep(record.pk, heading="kurma", text="lain")
    assert index.find(search.phrases("kurma"), Within(record.office_id))[:2] == [record.pk, other.pk]


def test_filters_and_pages(record: Record) -> None:
    others = list(Record.objects.exclude(pk=record.pk).order_by("pk"))
    for one in (record, *others):
        index.keep(one.pk, heading="sama", text="")
    Record.objects.filter(pk=record.pk).update(code="500.16.7", on=date(2020, 1, 2), state="inactive")
    assert found(record, "sama", year=2020, code="500", state="inactive", service=record.case.service_id)
    assert not found(record, "sama", year=2021)
    assert not found(record, "sama", code="500.1")
    assert not found(record, "sama", state="active")
    assert not found(record, "sama", service=record.case.service_id + 999)
    whole = index.find(search.phrases("sama"), Within(record.office_id))
    paged = [index.find(search.phrases("sama"), Within(record.office_id), start=n, most=1) for n in range(len(whole))]
    assert [page[0] for page in paged] == whole
    assert len(whole) == 1 + len(others)


def test_another_office_finds_nothing(record: Record, town: Town) -> None:
    index.keep(record.pk, heading="sama", text="")
    assert index.find(search.phrases("sama"), Within(town.office.pk)) == []
