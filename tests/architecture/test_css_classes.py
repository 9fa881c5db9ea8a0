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


@cache
def words() -> set[str]:
    return set(re.findall(r"[\w-]+", source()))


@cache
def begun_words() -> set[str]:
    """What a value is put behind: list__{{ kind }}."""
    return set(re.findall(r"([\w-]+)(?:\$?\{|[\"'])", source()))


def is_used(name: str) -> bool:
    """As a word; or put together of its stem and a word that stands elsewhere."""
    stem = re.match(r"(.+(?:--|__|-))(\w+)$", name)
    return name in words() or bool(stem and stem[1] in begun_words() and stem[2] in words())


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


def begun(css: str) -> list[str]:
    """The classes that stand alone before a rule of their own, outside what is for some widths or states."""
    bare = re.sub(r"/\*.*?\*/", " ", css, flags=re.DOTALL)
    flat = re.sub(r"@[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", " ", bare)
    return re.findall(r"(?:^|\})\s*\.([A-Za-z_][\w-]*)\s*(?=\{)", flat)


def test_no_two_pieces_have_one_name() -> None:
    """Two pieces of one name would each get the layout of the other."""
    found = [name for sheet in sorted(SHEETS.glob("*.css")) for name in begun(sheet.read_text())]
    assert sorted(name for name in set(found) if found.count(name) > 1) == []
    css = ".a { display: flex; } @media print { .b { display: none; } } .c .d { display: flex; } .e{display:grid}"
    assert begun(css) == ["a", "e"]
