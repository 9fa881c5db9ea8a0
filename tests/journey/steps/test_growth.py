"""What a step costs does not grow with the steps of the SOP, nor with the age of the case. Counted are the calls of
functions, which are the same on every machine."""

import shutil
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from silastri.journey.steps import decide
from tests.builders import JOMPO, MONDAY, STANDARDS, Town, a_case, a_town

pytestmark = pytest.mark.django_db
_MORE = """  - tambahan_{n}:
      pelaksana: ahli_muda
      kegiatan: verifikasi
      uraian: Diperiksa sekali lagi.
      waktu: 1 menit
"""


def with_steps(folder: Path, count: int) -> Path:
    """The standards of the office, and one SOP with so many steps more, half of them before those that are done."""
    shutil.copytree(STANDARDS / "rokan-hilir", folder, dirs_exist_ok=True)
    sop = folder / JOMPO / "sop.yaml"
    text = sop.read_text()
    for before, numbers in (("  - kajian:", range(count // 2)), ("  - penomoran:", range(count // 2, count))):
        text = text.replace(before, "".join(_MORE.format(n=n) for n in numbers) + before)
    sop.write_text(text)
    return folder


def calls(act: Callable[[], Any]) -> int:
    """How many functions are called."""
    counted = 0

    def count(frame: Any, event: str, _: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return counted


class Turns:
    """Verified and sent back, over and over."""

    def __init__(self, town: Town) -> None:
        self.verifier, self.approver = (
            town.act(post, MONDAY + timedelta(hours=6)) for post in ("ahli_muda", "ahli_madya")
        )
        case = a_case(town, "verifikasi")
        self.ref, self.turn = case.ref, case.turn

    def verify(self) -> None:
        self.turn = decide.decide(self.verifier, ref=self.ref, turn=self.turn, outcome="lanjut").turn

    def send_back(self) -> None:
        act = self.approver
        way = "kembali:verifikasi"
        self.turn = decide.decide(act, ref=self.ref, turn=self.turn, outcome=way, note="Periksa lagi").turn

    def again(self) -> int:
        self.verify()
        return calls(self.send_back)


def test_with_the_steps_of_the_sop(tmp_path: Path) -> None:
    found = []
    for more in (2, 190):
        folder = tmp_path / str(more) / "rokan-hilir"
        turns = Turns(a_town(with_steps(folder, more)))
        turns.again()
        found.append(turns.again())
    assert found[1] <= found[0] * 1.05


def test_with_the_age_of_the_case(town: Town) -> None:
    turns = Turns(town)
    turns.again()
    second = turns.again()
    for _ in range(23):
        turns.again()
    assert turns.again() <= second * 1.02
