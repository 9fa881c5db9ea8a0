"""Files that were broken by chance, made of files of ours: each door says what is wrong within its bounds of time and
memory, and serves the next file."""

import io
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pillow_heif import from_pillow

from silastri.adapters.cell.cell import Cell
from silastri.adapters.intake.local import _MEMORY, _TO_KEEP
from tests.adapters.test_intake import a_pdf, a_photo, with_attachment, with_script, with_xfa
from tests.campaign import campaign, tries
from tests.fuzz.read_apart import SEED, broken

ROOT = Path(__file__).parent.parent.parent
MEGABYTE = 1024 * 1024


def a_heic() -> bytes:
    out = io.BytesIO()
    from_pillow(Image.effect_noise((320, 240), 30).convert("RGB")).save(out)
    return out.getvalue()


def _photos() -> list[bytes]:
    small = (320, 240)
    return [a_photo("JPEG", small), a_photo("JPEG", small, progressive=True), a_photo("PNG", small), a_heic()]


def _pdfs() -> list[bytes]:
    return [a_pdf(), a_pdf(3), a_pdf(change=with_script), a_pdf(change=with_attachment), a_pdf(change=with_xfa)]


@campaign
@pytest.mark.once
@pytest.mark.parametrize("made", [_pdfs, _photos], ids=["pdf", "photo"])
def test_broken_papers(made: Callable[[], list[bytes]], record_property: Callable[[str, object], None]) -> None:
    chance, samples, cell = random.Random(SEED), made(), Cell("silastri.adapters.intake.inside", memory=_MEMORY)
    found: Counter[str] = Counter()
    peak, longest = 0, 0.0
    often = tries(60, 1000)
    for number in range(often):
        content = broken(chance.choice(samples), chance)
        began = time.monotonic()
        word, value = cell.ask("tidy", content, seconds=_TO_KEEP)  # raises Killed for one that passed a limit
        longest = max(longest, time.monotonic() - began)
        assert cell._child
        peak = max(peak, _peak(cell._child.program.pid))
        assert word in ("done", "refused", "failed"), (SEED, number, value)
        assert word != "done" or value[1] >= 1
        found[word] += 1
    cell.close()
    record_property(
        "figures", f"{often} broken {made.__name__[1:]}, seed {SEED}: {dict(found)}, {peak} MB, {longest:.1f} s"
    )
    assert peak * MEGABYTE < _MEMORY
    assert found["refused"] and found["done"]


def _peak(pid: int) -> int:
    """Megabytes that the process ever held."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


@campaign
@pytest.mark.once
@pytest.mark.parametrize("door", ["spreadsheet", "yaml"])
def test_broken_texts_and_tables(door: str, tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """In a process of their own, so that its memory is theirs."""
    often = tries(200, 5000)
    command = [sys.executable, "-m", "tests.fuzz.read_apart", door, str(often), str(tmp_path)]
    ran = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout.splitlines()[-1])
    record_property("figures", f"{often} broken {door}s, seed {SEED}: {told}")
    assert told["refused"] + told["read"] == often
    assert told["refused"] > often / 10
    assert told["longest"] < 5
