"""The guides tell of what is there: pages, pictures, and the words on buttons."""

import re
from pathlib import Path

import pytest
from django.urls import get_resolver

from silastri.web import guides
from tools.guides import PICTURE

ROOT = Path(__file__).parent.parent.parent
_SHOWN = ("src/silastri/web", "src/silastri/journey", "src/silastri/domain", "standards")
FILES = sorted(guides.FOLDER.glob("*/*.md"))


@pytest.fixture(scope="module")
def shown() -> str:
    """All words that a page may show."""
    files = [
        file
        for folder in _SHOWN
        for kind in ("html", "py", "js", "yaml")
        for file in (ROOT / folder).rglob(f"*.{kind}")
    ]
    return "\n".join(file.read_text() for file in files if "vendor" not in file.parts)


def test_each_audience_has_its_guides() -> None:
    assert all(guides.guides()[audience] for audience in guides.AUDIENCES)
    assert {file.parent.name for file in FILES} == set(guides.AUDIENCES)


def test_a_page_belongs_to_one_guide() -> None:
    named = [page for of in guides.guides().values() for one in of.values() for page in one.pages]
    assert len(named) == len(set(named))
    assert set(named) <= {name for name in get_resolver().reverse_dict if isinstance(name, str)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_guide_shows_what_is_there(file: Path, shown: str) -> None:
    text = file.read_text()
    assert text.startswith("# ")
    for place in re.findall(r"""!\[[^\]]*\]\([^)"]*(?:"[^"]*")?\)""", text):
        assert PICTURE.fullmatch(place), place
    for name, *_ in PICTURE.findall(text):
        assert (guides.FOLDER / f"gambar/{name}.webp").is_file(), f"make guides: {name}"
    for words in re.findall(r"\*\*(.+?)\*\*", text):
        assert words in shown, f"no page says {words!r}"


def test_links_and_pictures_lead_where_browsers_find_them() -> None:
    for audience, found in guides.guides().items():
        for one in found.values():
            assert "<img" not in guides.html(one) or 'src="/bantuan/gambar/' in guides.html(one)
            for target in re.findall(r'href="(\.\./[^"]+)"', guides.html(one)):
                other, slug = (
                    (Path(audience) / one.slug / target).parts[-2:]
                    if target.count("../") == 2
                    else (audience, target[3:-1])
                )
                assert slug in guides.guides()[other], f"{audience}/{one.slug}: {target}"
