"""Searches the files of a case for words."""

from collections.abc import Mapping
from dataclasses import dataclass

from silastri.adapters.intake import intake
from silastri.adapters.intake.port import Hit
from silastri.apps.documents import queries as documents
from silastri.apps.documents.queries import Damaged, Destroyed

_MOST = 40  # files


@dataclass(frozen=True)
class Searched:
    words: str
    hits: list[tuple[str, Hit]]  # with the key of the file
    wordless: list[str]  # the keys of scans and photos, in which nothing can be found


def in_files(words: str, files: Mapping[str, str]) -> Searched:
    """``files``: by a key of the caller's, the hash. A file that is gone or damaged has no words.

    Raises TooManyFiles.
    """
    hits: list[tuple[str, Hit]] = []
    wordless: list[str] = []
    for key, sha256 in list(files.items())[:_MOST] if words else ():
        try:
            found = intake().find(documents.content(sha256), words)
        except (Destroyed, Damaged):
            wordless.append(key)
            continue
        hits += [(key, hit) for hit in found.hits]
        wordless += [] if found.has_words else [key]
    return Searched(words, hits, wordless)
