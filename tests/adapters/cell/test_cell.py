"""The process in which files are decoded: what a file may take, and what becomes of the next one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from silastri.adapters.cell.cell import Cell, Killed
from silastri.adapters.intake import inside, sheets
from silastri.adapters.intake.local import _MEMORY, LocalIntake, _cell
from silastri.adapters.intake.port import NotAccepted, TooManyFiles, TooMuchWork
from tests import hostile

intake = LocalIntake()
PLAIN = hostile.sheet(595, 842)


@pytest.fixture
def cell() -> Iterator[Cell]:
    made = Cell("silastri.adapters.intake.inside", memory=_MEMORY)
    yield made
    made.close()


def test_a_file_that_works_too_long_is_ended_and_the_next_one_served(cell: Cell) -> None:
    assert cell.ask("pages", PLAIN, seconds=4) == ("done", 1)
    with pytest.raises(Killed):
        cell.ask("tidy", hostile.nested_forms(), seconds=1)
    assert cell.ask("pages", PLAIN, seconds=4) == ("done", 1)


def test_each_file_has_its_seconds_anew(cell: Cell) -> None:
    """A usual file is not ended by what those before it took."""
    ends = []
    for seconds in (4, 100, 4):
        cell.ask("pages", PLAIN, seconds=seconds)
        assert cell._child
        limits = Path(f"/proc/{cell._child.program.pid}/limits").read_text()
        (line,) = (line for line in limits.splitlines() if line.startswith("Max cpu time"))
        ends.append(int(line.split()[3]))
    assert ends[0] == pytest.approx(5, abs=3), "counted from what the process has used"
    assert ends[1] - ends[0] == pytest.approx(96, abs=3)
    assert ends[2] < 100


def test_a_file_gets_no_more_memory_than_there_is() -> None:
    small = Cell("silastri.adapters.intake.inside", memory=250 * 1024 * 1024)
    try:
        word, said = small.ask("codes", hostile.wide_png(5900), seconds=4)
        assert (word, "terlalu besar" in said) == ("refused", True)
        assert small.ask("pages", PLAIN, seconds=4) == ("done", 1)
    finally:
        small.close()


def test_the_process_knows_no_setting_and_ends_with_its_owner(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SILASTRI_DATABASE", "postgresql://contoh:rahasia@localhost/contoh")
    cell.ask("pages", PLAIN, seconds=4)
    child = cell._child
    assert child
    assert b"rahasia" not in Path(f"/proc/{child.program.pid}/environ").read_bytes()
    child.line.close()
    assert child.program.wait(timeout=10) == 0


def test_threads_take_turns(cell: Cell) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: cell.ask("picture", PLAIN, 1, 50 + n, seconds=4), range(24)))
    assert all(word == "done" and picture[8:12] == b"WEBP" for word, picture in answers)


def test_a_forked_process_has_its_own(cell: Cell) -> None:
    cell.ask("pages", PLAIN, seconds=4)
    first = cell._child
    assert first
    first.owner = -1  # as after a fork
    assert cell.ask("pages", PLAIN, seconds=4) == ("done", 1)
    assert cell._child is not first
    first.program.kill()
    first.program.wait()


def test_what_ends_the_process_is_told_to_whoever_sent_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("silastri.adapters.intake.local._TO_KEEP", 1)
    with pytest.raises(TooMuchWork, match="terlalu rumit"):
        intake.tidy(hostile.nested_forms())
    assert intake.pages(PLAIN) == 1


def test_whoever_waits_too_long_for_others_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("silastri.adapters.cell.cell._WAIT", 0.01)
    with _cell(shows=False)._lock:
        for ask in (intake.tidy, intake.codes, intake.text, intake.content):
            with pytest.raises(TooManyFiles, match="Tunggu sebentar"):
                ask(PLAIN)
        assert intake.pages(PLAIN) == 1, "whoever opens a paper does not wait for them"
    with _cell(shows=True)._lock, pytest.raises(TooManyFiles, match="Tunggu sebentar"):
        intake.pages(PLAIN)


def test_what_nobody_foresaw_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setitem(inside.ACTS, "pages", breaks)
    assert inside.answer("pages", [b""]) == ("failed", "KeyError: 'x'")
    monkeypatch.setattr(_cell(shows=True), "ask", lambda *_, **__: inside.answer("pages", [b""]))
    with pytest.raises(NotAccepted, match="tidak bisa dibaca"):
        intake.pages(b"")


def test_a_picture_of_seventy_seven_hundred_squared_is_not_unpacked() -> None:
    content = hostile.wide_png()
    assert len(content) < 250_000
    with pytest.raises(NotAccepted, match="terlalu besar"):
        intake.codes(content)


@pytest.mark.parametrize("across, down", [(3, 14_400), (14_400, 3), (14_400, 14_400), (200, 14_400)])
def test_a_picture_of_a_page_is_bounded_both_ways(across: float, down: float) -> None:
    scale = sheets.scale(across, down, 1500)
    assert max(across * scale, down * scale) <= 16_000
    assert across * scale * down * scale <= 4_500_001
    paper = intake.tidy(hostile.sheet(across, down))
    assert len(paper.previews) == 1
    assert len(paper.thumb) < 200_000
