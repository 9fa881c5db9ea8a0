"""The guides of ``docs/panduan``: one task a page, for each kind of user, and which of them belongs to an open page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

import silastri

FOLDER = Path(silastri.__file__).parents[2] / "docs/panduan"
AUDIENCES = {
    "warga": "Warga",
    "loket": "Petugas loket",
    "back-office": "Back office",
    "tim-teknis": "Tim teknis",
    "kepala": "Kepala dan atasan",
    "pengelola": "Pengelola kantor",
    "it": "Petugas TI",
}
_FOR_PAGES = re.compile(r"<!-- halaman: (.*?) -->")


@dataclass(frozen=True)
class Guide:
    audience: str
    slug: str
    title: str
    pages: tuple[str, ...]  # the names of the addresses to whose pages it belongs
    text: str  # Markdown without title and pages


@cache
def guides() -> dict[str, dict[str, Guide]]:
    """Every guide by audience and slug, in the order of the files' names."""
    return {audience: {one.slug: one for one in _of(audience)} for audience in AUDIENCES}


def _of(audience: str) -> Iterator[Guide]:
    for file in sorted((FOLDER / audience).glob("*.md"), key=lambda one: (len(one.name.partition("-")[0]), one.name)):
        title, _, rest = file.read_text().partition("\n")
        found = _FOR_PAGES.search(rest)
        text = _FOR_PAGES.sub("", rest).strip()
        yield Guide(audience, file.stem, title.removeprefix("# "), tuple(found[1].split()) if found else (), text)


def belonging_to(page: str) -> Guide | None:
    """The guide of the page whose address has that name."""
    return _by_page().get(page)


@cache
def _by_page() -> dict[str, Guide]:
    return {page: one for of in guides().values() for one in of.values() for page in one.pages}


def html(guide: Guide) -> str:
    """The guide as HTML. Our own text, yet no HTML in it is passed on."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(guide.text)
    for token in tokens:
        for part in token.children or ():
            _as_pages_name_it(part)
    return str(reader.renderer.render(tokens, reader.options, {}))


def _as_pages_name_it(part: Token) -> None:
    """Pictures and links are written as they lead from file to file; a browser has other addresses for them. The title
    of a picture is the way to it (``tools/guides.py``) and is for nobody to read."""
    if part.type == "image":
        part.attrs = {"src": f"/bantuan/gambar/{Path(str(part.attrs['src'])).name}", "alt": "", "loading": "lazy"}
    elif part.type == "link_open" and str(part.attrs["href"]).endswith(".md"):
        target = Path(str(part.attrs["href"]))
        part.attrs["href"] = (
            f"../../{target.parent.name}/{target.stem}/" if target.parent.name else f"../{target.stem}/"
        )
