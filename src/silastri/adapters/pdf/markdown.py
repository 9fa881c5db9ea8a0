"""Turns the Markdown of a letter into the blocks that the templates draw: paragraphs, facts, lists, headings."""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["image", "link", "autolink", "html_block", "html_inline"])
_CELL = re.compile(r"(?<!\\)\|")

Run = dict[str, Any]
Block = dict[str, Any]


def blocks(text: str) -> list[Block]:
    """A paragraph whose lines all look like ``| label | value |`` becomes facts with aligned colons."""
    found: list[Block] = []
    tokens = _PARSER.parse(text)
    n = 0
    while n < len(tokens):
        token = tokens[n]
        if token.type in ("bullet_list_open", "ordered_list_open"):
            end = _closing(tokens, n)
            kind = "bullets" if token.type.startswith("bullet") else "numbers"
            items = [_runs(inner) for inner in tokens[n:end] if inner.type == "inline"]
            found.append({"kind": kind, "items": items})
            n = end
        elif token.type == "heading_open":
            found.append({"kind": "heading", "runs": _runs(tokens[n + 1])})
            n += 2
        elif token.type == "inline":
            found.append(_paragraph(token))
        n += 1
    return found


def _closing(tokens: list[Token], start: int) -> int:
    level = tokens[start].level
    kind = tokens[start].type.replace("open", "close")
    return next(n for n in range(start, len(tokens)) if tokens[n].type == kind and tokens[n].level == level)


def _paragraph(token: Token) -> Block:
    lines = [line.strip() for line in token.content.splitlines()]
    if lines and all(line.startswith("|") and line.endswith("|") for line in lines):
        rows = [[_cell(cell) for cell in _CELL.split(line.strip("|"))][:2] for line in lines]
        return {"kind": "facts", "rows": [row if len(row) == 2 else [*row, []] for row in rows]}
    return {"kind": "paragraph", "runs": _runs(token)}


def _cell(text: str) -> list[Run]:
    inline = _PARSER.parseInline(text.strip())
    return _runs(inline[0]) if inline else []


def _runs(token: Token) -> list[Run]:
    runs: list[Run] = []
    bold = italic = False
    for child in token.children or []:
        if child.type in ("strong_open", "strong_close"):
            bold = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            italic = child.type == "em_open"
        else:
            text = " " if child.type == "softbreak" else "\n" if child.type == "hardbreak" else child.content
            runs.append({"text": text, "bold": bold, "italic": italic})
    return runs
