"""Months, half-years and years of which an office reports."""

from datetime import date

import pytest

from silastri.domain.reporting import span as reported
from silastri.domain.reporting.span import Kind, Span
from tests.builders import office_definition


@pytest.mark.parametrize(
    ("key", "since", "until", "name"),
    [
        ("2026-b2", date(2026, 2, 1), date(2026, 2, 28), "Februari 2026"),
        ("2024-b2", date(2024, 2, 1), date(2024, 2, 29), "Februari 2024"),
        ("2026-b12", date(2026, 12, 1), date(2026, 12, 31), "Desember 2026"),
        ("2026-s2", date(2026, 7, 1), date(2026, 12, 31), "Semester 2 2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "Tahun 2026"),
    ],
)
def test_a_span_has_its_days(key: str, since: date, until: date, name: str) -> None:
    span = reported.of_key(key)
    assert span
    assert (span.key, span.since, span.until, span.name) == (key, since, until, name)
    assert reported.holding(since, span.kind) == reported.holding(until, span.kind) == span
    assert span.before.until.toordinal() == since.toordinal() - 1


@pytest.mark.parametrize("key", ["2026-b0", "2026-b13", "2026-s3", "2026-t1", "26", "2026-", "", "٢٠٢٦"])
def test_other_keys_are_none(key: str) -> None:
    assert reported.of_key(key) is None


def test_what_ended_is_listed_newest_first() -> None:
    found = [span.key for span in reported.ended(date(2027, 1, 1), 7)]
    assert found == [
        "2026-b12", "2026-s2", "2026", "2026-b11", "2026-b10", "2026-b9", "2026-b8", "2026-b7", "2026-b6", "2026-s1",
    ]  # fmt: skip
    assert [span.number for span in Span(Kind.HALF, 2026, 2).months] == [7, 8, 9, 10, 11, 12]


def test_who_has_to_do_with_it_where_nobody_is_named() -> None:
    office = office_definition()
    assert (reported.checker(office), reported.approver(office)) == ("ahli_madya", "kepala_dinas")
