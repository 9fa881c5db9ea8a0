"""Turns the Markdown of a letter into the blocks that the templates draw: paragraphs, facts, tables, lists, headings.

Lists may be nested; items with ``a.`` are a list like those with ``1.``
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = (
    MarkdownIt("commonmark", {"html": False})
    .enable("table")
    .disable(["image", "link", "autolink", "html_block", "html_inline"])
)
_CELL = re.compile(r"(?<!\\)\|")
_LETTERED = re.compile(r"^([ ]*)[a-z](?=\. \S)", re.MULTILINE)  # "a. ..." is a list item like "1. ..."
_FACT = ("label", "value")
_ROWS_KEPT = 8  # rows of the last table that stay on the page of the signature
_LINE = 90  # characters: more than one line of text stays with the signature
_WIDEST = 40  # characters; a column with longer texts breaks its lines

Run = dict[str, Any]
Block = dict[str, Any]


def blocks(text: str) -> list[Block]:
    """The blocks of the text.

    A paragraph whose lines all look like ``| label | value |`` becomes facts with aligned colons; with a line of dashes
    it is a table with a header.
    """
    return _Reader(text).blocks()


def sections(found: list[Block]) -> list[Block]:
    """The blocks under each heading, for a decree, which prints headings beside them; the first have no heading."""
    parts: list[Block] = [{"label": [], "blocks": []}]
    for block in found:
        if block["kind"] == "heading":
            parts.append({"label": block["runs"], "blocks": []})
        else:
            parts[-1]["blocks"].append(block)
    return parts if parts[0]["blocks"] else parts[1:]


def parted(found: list[Block]) -> tuple[list[Block], list[Block]]:
    """The text in two parts: the last part stays with the signature. Of a long list that is its last item."""
    if not found or found[-1]["kind"] == "heading":
        return found, []
    *first, last = found
    if last["kind"] == "numbers" and len(last["items"]) > 1:
        *items, item = last["items"]
        rest = {**last, "items": [item], "start": last["start"] + len(items)}
        return [*first, {**last, "items": items}], [rest]
    if last["kind"] in ("facts", "table") and len(last["rows"]) > _ROWS_KEPT:
        return found, []
    if last["kind"] == "paragraph" and first and first[-1]["kind"] == "paragraph" and _length(last) < _LINE:
        return first[:-1], found[-2:]
    return first, [last]


def _length(block: Block) -> int:
    return sum(len(run["text"]) for run in block["runs"])


class _Reader:
    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.tokens = _PARSER.parse(_LETTERED.sub(r"\g<1>1", text))
        self.n = 0

    def blocks(self, end: str = "") -> list[Block]:
        """The blocks up to the token of that type."""
        found: list[Block] = []
        while self.n < len(self.tokens) and self.tokens[self.n].type != end:
            token = self.tokens[self.n]
            self.n += 1
            if token.type in ("bullet_list_open", "ordered_list_open"):
                found.append(self._list(token))
            elif token.type == "table_open":
                found.append(self._table())
            elif token.type == "heading_open":
                found.append({"kind": "heading", "runs": _runs(self.tokens[self.n])})
                self.n += 1
            elif token.type == "inline":
                found.append(_paragraph(token))
        self.n += 1
        return found

    def _list(self, dossier: Token) -> Block:
        items = []
        while self.tokens[self.n].type == "list_item_open":
            self.n += 1
            items.append(self.blocks("list_item_close"))
        self.n += 1
        if dossier.type == "bullet_list_open":
            return {"kind": "bullets", "items": items}
        first = self.lines[dossier.map[0]].lstrip()[:1] if dossier.map else ""
        style = "a" if first.isalpha() else "1"
        return {"kind": "numbers", "style": style, "start": int(dossier.attrs.get("start", 1)), "items": items}

    def _table(self) -> Block:
        rows: list[list[list[Run]]] = []
        aligns: list[str] = []
        while (token := self.tokens[self.n]).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "th_open":
                aligns.append(str(token.attrs.get("style", "")).rpartition(":")[2] or "left")
            elif token.type == "inline":
                rows[-1].append(_runs(token))
            self.n += 1
        self.n += 1
        if len(aligns) == len(_FACT) and not any(rows[0]):  # an empty header, which some editors require
            return {"kind": "facts", "rows": rows[1:]}
        return {"kind": "table", "aligns": aligns, "widths": _widths(rows), "head": rows[0], "rows": rows[1:]}


def _widths(rows: list[list[list[Run]]]) -> list[int]:
    """The width that each column needs, in characters."""
    columns = zip(*rows, strict=True)
    return [min(_WIDEST, max(3, *(sum(len(run["text"]) for run in cell) for cell in column))) for column in columns]


def _paragraph(token: Token) -> Block:
    lines = [line.strip() for line in token.content.split("\n")]
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
            runs.append({"text": text.replace("\u2028", "\n"), "bold": bold, "italic": italic})
    return runs
