"""Whether a PDF does anything but show its pages. Runs inside the process that decodes files."""

import json
from typing import Any

import pikepdf

CONTENT = "surat.json"
_LARGEST_PACKED, _LARGEST_CONTENT = 64 * 1024, 1024 * 1024  # bytes
_DEEPEST = 50
_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent"}
_ACTIONS = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute", "/GoToE", "/GoToR", "/Rendition"),
}
# A link to a web address is clicked by whoever reads it; what happens by itself may not open one.
_BY_ITSELF = {*_ACTIONS, "/URI"}
_TRIGGERS = ("/OpenAction", "/AA")


def is_alive(document: pikepdf.Pdf) -> bool:
    """Scripts, anything that starts by itself or opens something outside, an embedded file, an XFA form."""
    return any(_is_alive(thing) for thing in document.objects)


def _is_alive(thing: Any, depth: int = 0) -> bool:
    """Looks only at what is written inside the object; objects to which it refers are checked by themselves."""
    if depth > _DEEPEST:
        return True
    if isinstance(thing, pikepdf.Array):
        return any(_is_alive(inner, depth + 1) for inner in thing if _is_inside(inner))
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return False
    if "/EF" in thing and not _is_content(thing):
        return True
    if _KEYS & set(thing.keys()) or str(thing.get("/S")) in _ACTIONS:
        return True
    if any(_starts(thing[trigger]) for trigger in _TRIGGERS if trigger in thing):
        return True
    return any(_is_alive(inner, depth + 1) for _, inner in thing.items() if _is_inside(inner))


def _starts(trigger: Any, depth: int = 0) -> bool:
    """Whether an action that needs no click, one after it, or one of a dictionary of such actions leads outside."""
    if depth > _DEEPEST:
        return True
    if isinstance(trigger, pikepdf.Array):
        return any(_starts(one, depth + 1) for one in trigger if isinstance(one, pikepdf.Dictionary) and "/S" in one)
    if not isinstance(trigger, pikepdf.Dictionary):
        return False
    if "/S" in trigger:
        return str(trigger.S) in _BY_ITSELF or ("/Next" in trigger and _starts(trigger.Next, depth + 1))
    return any(_starts(one, depth + 1) for _, one in trigger.items() if isinstance(one, pikepdf.Dictionary))


def _is_content(embedded: Any) -> bool:
    """The attached words of a letter of ours: a small file with valid JSON. No other embedded file is allowed."""
    files = embedded.EF
    if str(embedded.get("/UF")) != CONTENT or not isinstance(files, pikepdf.Dictionary):
        return False
    if set(files.keys()) - {"/F", "/UF"}:
        return False
    return all(isinstance(file, pikepdf.Stream) and _is_small_json(file) for _, file in files.items())


def small(file: Any) -> bytes | None:
    """What an attached file holds; None if it is too large for the words of a letter, packed or not."""
    if len(file.read_raw_bytes()) > _LARGEST_PACKED:
        return None
    content: bytes = file.read_bytes()
    return content if len(content) <= _LARGEST_CONTENT else None


def _is_small_json(file: Any) -> bool:
    content = small(file)
    try:
        return content is not None and isinstance(json.loads(content), dict)
    except (ValueError, RecursionError):
        return False


def _is_inside(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Array | pikepdf.Dictionary) and not thing.is_indirect
