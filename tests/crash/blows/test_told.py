"""What people were told outlives whoever dies in the middle of a line."""

from pathlib import Path

from . import told


def test_half_a_line_takes_no_other_along(tmp_path: Path) -> None:
    path = tmp_path / "told.jsonl"
    told.begin(str(path))
    told.tell("row", ref="A")
    with path.open("ab") as file:
        file.write(b'\n{"act": "row", "ref": "B')
    told.tell("row", ref="C")
    assert [one["ref"] for one in told.lines(path)] == ["A", "C"]
    assert [one["ref"] for one in told.lines(path, last=path.stat().st_size - 5)] == ["C"]


def test_where_nobody_was_told_yet_there_is_nothing(tmp_path: Path) -> None:
    assert not list(told.lines(tmp_path / "told.jsonl"))
