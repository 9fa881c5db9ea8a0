"""What may be an office's emblem: a drawing or a picture, whole, of a size that prints well, and nothing else."""

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image

from silastri.adapters.intake.png import size
from silastri.domain.definition import emblem
from silastri.jobs import folder
from tests.builders import STANDARDS

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def png(width: int = 400, height: int = 480) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "png")
    return out.getvalue()


def test_a_drawing_and_a_picture_become_svg() -> None:
    assert "<path" in emblem.read("a.svg", (STANDARDS / "contoh/lambang.svg").read_bytes(), size)
    assert 'viewBox="0 0 400 480"' in emblem.read("a.png", png(), size)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.svg", b"\xff\xfe", "UTF-8"),
        ("a.svg", b"<html></html>", "bukan SVG"),
        ("a.svg", f"{HEAD}<path".encode(), "bukan SVG yang utuh"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "tidak menyebut ukurannya"),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + f"{HEAD}</svg>".encode(), "DOCTYPE"),
        ("a.svg", f"{HEAD}<script>x</script></svg>".encode(), "<script>"),
        ("a.svg", f'{HEAD}<image href="file:///etc/passwd"/></svg>'.encode(), "<image>"),
        ("a.svg", f'{HEAD}<use xlink:href="https://x.example/a.svg#b"/></svg>'.encode(), "merujuk berkas lain"),
        ("a.svg", f'{HEAD}<g onload="x()"/></svg>'.encode(), "skrip"),
        ("a.svg", f'{HEAD}<g style="fill:url(http://x.example)"/></svg>'.encode(), "merujuk berkas lain"),
        ("a.svg", f"{HEAD}<style>@import 'x'</style></svg>".encode(), "merujuk berkas lain"),
        ("a.svg", f"{HEAD}{' ' * 150_000}</svg>".encode(), "lebih besar dari 150 kB"),
        ("a.png", b"GIF89a", "bukan PNG"),
        ("a.png", png()[:-20], "rusak"),
        ("a.png", png()[:40], "rusak"),
        ("a.png", png()[:300] + b"\0" + png()[301:], "rusak"),
        ("a.png", png().replace(b"IDAT", b"IDAX"), "rusak"),
        ("a.png", png(100, 100), "100 x 100 piksel"),
        ("a.png", png(3001, 300), "3001 x 300 piksel"),
    ],
)
def test_nothing_else_is_one(name: str, content: bytes, why: str) -> None:
    with pytest.raises(emblem.BadEmblem, match=why) as refused:
        emblem.read(name, content, size)
    assert refused.value.remedy


def office(tmp_path: Path, *, emblem_file: str) -> folder.OfficeFolder:
    home = tmp_path / "contoh"
    shutil.copytree(STANDARDS / "contoh", home)
    text = (home / "kantor.yaml").read_text().replace("lambang: lambang.svg", f"lambang: {emblem_file}")
    (home / "kantor.yaml").write_text(text)
    (home / "rusak.png").write_bytes(b"x")
    return next(folder.read(home))


@pytest.mark.parametrize(
    ("emblem_file", "what"),
    [
        ("hilang.svg", "'hilang.svg' tidak ada"),
        ("rusak.png", "bukan PNG"),
        ("../x.svg", "lambang"),
        ("a.gif", "lambang"),
    ],
)
def test_the_checker_tells_the_line(tmp_path: Path, emblem_file: str, what: str) -> None:
    found = [f for f in office(tmp_path, emblem_file=emblem_file).findings if not f.mild]
    (finding,) = found
    line = (tmp_path / "contoh/kantor.yaml").read_text().splitlines().index(f"lambang: {emblem_file}") + 1
    assert (what in str(finding), finding.line, Path(finding.file).name) == (True, line, "kantor.yaml")
