"""What people read, taken from where it is written: templates, Python, scripts and guides."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SRC = ROOT / "src/silastri"
GUIDES = ROOT / "docs/panduan"
# What commands tell the system's keeper is English; definitions in standards/ are the offices' own texts.
# They speak as the service of BSrE and as WhatsApp do.
_OF_OTHERS = ("adapters/signing/bsre/fake/", "practice/gateway/codes.py")
_PYTHON = ("web", "journey", "practice", "domain", "apps", "adapters")
_READ_TOO = {"placeholder", "title", "aria-label", "alt", "label"}
_NOT_READ = {"script", "style", "code"}
_REMARK = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.S)
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.S)
_QUOTED = re.compile(r""""([^"\\\n]*)"|'([^'\\\n]*)'|`([^`\\]*)`""")
_SENTENCE = re.compile(r"[A-Z][a-z]+|\S+\s+\S")
_NOT_SAID = re.compile(r"\[[^\]]*\]|\$\{[^}]*\}")  # selectors and values in scripts
_NOT_IN_GUIDE = re.compile(r"<!--.*?-->|`[^`]*`|^```.*?^```|\]\([^)]*\)", re.S | re.M)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.is_read = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_read = tag not in _NOT_READ
        self.texts += [value for name, value in attrs if value and name in _READ_TOO]

    def handle_endtag(self, tag: str) -> None:
        self.is_read = True

    def handle_data(self, data: str) -> None:
        if self.is_read:
            self.texts.append(data)


def quoted(source: str) -> Iterator[str]:
    """What stands in quotation marks and looks like words: it has a space or begins with a capital."""
    return filter(_SENTENCE.match, ("".join(parts) for parts in _QUOTED.findall(source)))


def of_template(source: str) -> Iterator[str]:
    """Text, attributes that are read, and what tags hand on to other templates."""
    source = _REMARK.sub("", source)
    page = _Page()
    page.feed(_TAG.sub(" … ", source))
    yield from page.texts
    for tag in _TAG.findall(source):
        yield from quoted(tag)


def of_python(source: str) -> Iterator[str]:
    """Strings that look like words; docstrings are for those who read the code."""
    nodes = list(ast.walk(ast.parse(source)))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    strings = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in docs]
    return filter(_SENTENCE.match, (node.value for node in strings if isinstance(node.value, str)))


def of_guide(source: str) -> Iterator[str]:
    yield from _NOT_IN_GUIDE.sub("]", source).splitlines()


def of_script(source: str) -> Iterator[str]:
    return (_NOT_SAID.sub("…", text) for text in quoted(source))


def texts() -> Iterator[tuple[str, str]]:
    """Every text with its file, named from the source or from the root."""
    templates, python = _files("web/templates", "html"), (path for of in _PYTHON for path in _files(of, "py"))
    scripts, guides = (SRC / "web/static").glob("*.js"), GUIDES.rglob("*.md")
    read = ((of_template, templates), (of_python, python), (of_script, scripts), (of_guide, guides))
    for texts_of, paths in read:
        for path in paths:
            name = str(path.relative_to(SRC if path.is_relative_to(SRC) else ROOT))
            if "migrations" not in path.parts and not name.startswith(_OF_OTHERS):
                yield from ((name, text) for text in texts_of(path.read_text()))


def _files(folder: str, kind: str) -> Iterator[Path]:
    return (SRC / folder).rglob(f"*.{kind}")
