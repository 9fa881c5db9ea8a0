"""What a drill looks for, it finds when it is wrong."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from silastri.apps.documents import queries as stored
from silastri.apps.documents.models import StoredFile
from silastri.apps.letters.models import Letter
from silastri.jobs.backup.drill import EXPECTED, PRACTICE
from silastri.jobs.backup.make import _manifest
from silastri.practice import drill
from tests.builders import MONDAY, Town, a_case

pytestmark = pytest.mark.once


@pytest.fixture
def home(town: Town, settings: Any) -> Iterator[Town]:
    """As if this were the home that was restored."""
    a_case(town, None)
    marks = {PRACTICE: "", EXPECTED: _manifest(MONDAY).model_dump_json()}
    for name, content in marks.items():
        (settings.HOME / name).write_text(content)
    yield town
    for name in marks:
        (settings.HOME / name).unlink()


def wrong() -> list[str]:
    return [said for said, is_right in drill.look(MONDAY) if not is_right]


def test_all_is_right_and_then_all_is_wrong(home: Town, settings: Any) -> None:
    found = drill.look(MONDAY)
    assert [is_right for _, is_right in found] == [True] * 5, found
    assert "1 buku, 1 nomor" in found[3][0] and found[4][0].startswith("1 surat")

    letter = Letter.objects.exclude(sha256="").get(state="signed")
    spoiled = [letter.sha256, StoredFile.objects.order_by("-pk").values_list("sha256", flat=True)[0]]
    paths = [settings.HOME / "files" / stored.path(sha256) for sha256 in spoiled]
    before = [path.read_bytes() for path in paths]
    change(letters_register="last = 0")
    expect(settings, cards=10_000)
    try:
        for path, content in zip(paths, before, strict=True):
            path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        said = wrong()
    finally:
        for path, content in zip(paths, before, strict=True):
            path.write_bytes(content)
    beginnings = (
        "1 dari",
        "Kartu kendali berkurang",
        "Buku nomor tidak lengkap",
        f"Berkas surat {letter} hilang atau rusak",
    )
    assert len(said) == 4
    assert all(one.startswith(begins) for one, begins in zip(said, beginnings, strict=True)), said


def test_a_changed_card_and_a_number_that_went_back(home: Town, settings: Any) -> None:
    expect(settings, registers={"rokan-hilir/surat/2026": 9})
    change(cases_steprun="outcome = 'lain'")
    said = wrong()
    assert said[0].startswith("1 segel tidak cocok: Kartu kendali")
    assert said[1] == "Nomor berkurang di buku rokan-hilir/surat/2026."


def expect(settings: Any, **said: Any) -> None:
    path = settings.HOME / EXPECTED
    path.write_text(json.dumps(json.loads(path.read_text()) | said))


def change(**tables: str) -> None:
    """As somebody who has the database file may."""
    with connection.cursor() as cursor:
        for table, what in tables.items():
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"UPDATE {table} SET {what}")
