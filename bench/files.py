"""What a file costs that somebody sends: seconds, and megabytes of the process that decodes it and of the one asking.

Usual files first, then those that are made to keep a computer busy or to fill its memory.
"""

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from silastri.adapters.cell.cell import Cell, Killed

ROOT = Path(__file__).parent.parent
TIMES = 5


def main() -> None:
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "silastri.config.settings",
            "SILASTRI_HOME": home,
            "SILASTRI_DATABASE": "",
        }
        compare()


def compare() -> None:
    from silastri.adapters.intake.local import _MEMORY, _TO_KEEP, _TO_LOOK

    print(f"{'file':32}{'bytes':>12}{'seconds':>9}{'MB apart':>10}{'MB here':>9}  answer")
    for name, (act, seconds, make, times) in files(_TO_KEEP, _TO_LOOK).items():
        cell, content = Cell("silastri.adapters.intake.inside", memory=_MEMORY), make()
        before, took = own_memory(), []
        cell.ask("pages", b"", seconds=_TO_LOOK)  # started
        for _ in range(times):
            began = time.perf_counter()
            apart, answer = asked(cell, act, content, seconds)
            took.append(time.perf_counter() - began)
        grown = own_memory() - before
        print(f"{name:32}{len(content):12,}{statistics.median(took):9.2f}{apart:>10}{grown:9}  {answer}")
        cell.close()


def asked(cell: Cell, act: str, content: bytes, seconds: int) -> tuple[str, str]:
    """The most memory of the process that decodes, while it lives, and what it answered."""
    try:
        word, value = cell.ask(act, content, seconds=seconds)
    except Killed:
        return "-", "killed"
    assert cell._child
    status = Path(f"/proc/{cell._child.program.pid}/status").read_text()
    peak = next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))
    return str(peak), word if word != "refused" else f"refused: {value}"


def own_memory() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4 // 1024


def files(keep: int, look: int) -> dict[str, tuple[str, int, Callable[[], bytes], int]]:
    from tests import hostile

    return {
        "photo, 12 megapixels": ("tidy", keep, lambda: photo((4000, 3000), "JPEG"), TIMES),
        "screenshot, 1080 x 14,000": ("tidy", keep, lambda: photo((1080, 14_000), "PNG"), TIMES),
        "one empty page": ("tidy", keep, lambda: hostile.sheet(595, 842), TIMES),
        "nested forms": ("tidy", keep, hostile.nested_forms, 1),
        "nested forms, one look": ("tidy", look, hostile.nested_forms, 1),
        "page of 3 x 14,400 points": ("tidy", keep, lambda: hostile.sheet(3, 14_400), TIMES),
        "page of 14,400 x 14,400 points": ("tidy", keep, lambda: hostile.sheet(14_400, 14_400), TIMES),
        "PNG of 7,700 squared": ("codes", look, hostile.wide_png, TIMES),
        "PNG of 5,900 squared": ("codes", look, lambda: hostile.wide_png(5900), TIMES),
    }


def photo(size: tuple[int, int], kind: str) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.effect_noise(size, 20).convert("RGB")
    brush = ImageDraw.Draw(picture)
    for line in range(40, size[1] - 60, 60):
        brush.text((40, line), "SURAT KETERANGAN CONTOH", fill="black", font_size=40)
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


if __name__ == "__main__":
    main()
