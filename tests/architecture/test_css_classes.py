"""Every class that our style sheets name is used by a template, a script or a Python file."""

import re
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "silastri"
SHEETS = SOURCE / "web" / "static" / "css"
USERS = {".html", ".js", ".py"}


def classes(css: str) -> set[str]:
    """The classes in the selectors of a sheet, without its comments, texts and declarations."""
    bare = re.sub(r'/\*.*?\*/|"[^"]*"|url\([^)]*\)', " ", css, flags=re.DOTALL)
    selectors = re.sub(r"[^{};]*;|[^{};]*\}", " ", bare)
    return set(re.findall(r"\.([A-Za-z_][\w-]*)", selectors))


@cache
def source() -> str:
    files = (path for path in SOURCE.rglob("*") if path.suffix in USERS and "vendor" not in path.parts)
    return "\n".join(path.read_text() for path in files)


_END, _COMPOSED = r"(?![\w-])", r"(?:\{|\$\{|[\"'])"


def word(text: str, after: str = _END) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(text)}{after}", source()) is not None


def is_used(name: str) -> bool:
    """As a word; or put together of its stem and a word that stands elsewhere: list__{{ kind }}."""
    stem = re.match(r"(.+(?:--|__|-))(\w+)$", name)
    return word(name) or bool(stem and word(stem[1], after=_COMPOSED) and word(stem[2]))


def test_every_class_of_the_style_sheets_is_used() -> None:
    unused = {
        f"{sheet.name}: .{name}"
        for sheet in SHEETS.glob("*.css")
        for name in classes(sheet.read_text())
        if not is_used(name)
    }
    assert not unused, "remove these rules, or use them"


def test_only_selectors_are_read() -> None:
    css = '@media (min-width: 1.5em) { .a:not(.b--c) > .d { margin: .5em; content: ".e" } } /* .f */ .g{src:url(x.png)}'
    assert classes(css) == {"a", "b--c", "d", "g"}
