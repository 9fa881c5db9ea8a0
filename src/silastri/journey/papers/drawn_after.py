"""Papers that an act numbers are drawn when its transaction is over: nothing is locked while a page is set.

The letter is kept in the transaction without its file. Whoever dies in between leaves it to the worker, or to whoever
opens it first (``undrawn``).
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from silastri.apps.documents import operations as documents
from silastri.apps.letters import operations as letters
from silastri.apps.letters.models import Letter

Drawing = Callable[[], bytes]  # its words are settled

_log = logging.getLogger("silastri.papers")
_waiting: ContextVar[list[tuple[Letter, Drawing]] | None] = ContextVar("waiting", default=None)


@contextmanager
def one_transaction() -> Iterator[None]:
    """One transaction, and after it the papers that were put off in it.

    Inside another it is a part of that one, which can be taken back alone; the papers put off in it are dropped then.
    """
    outer = _waiting.get()
    if outer is not None:
        before = len(outer)
        try:
            with transaction.atomic():
                yield
        except BaseException:
            del outer[before:]
            raise
        return
    papers: list[tuple[Letter, Drawing]] = []
    token = _waiting.set(papers)
    try:
        with transaction.atomic():
            yield
    finally:
        _waiting.reset(token)
    for letter, drawing in papers:
        try:
            keep(letter, drawing)
        except Exception:  # the act is done, whatever its paper brings: the worker tries again
            _log.exception("%s could not be drawn", letter)


def draw_after(letter: Letter, drawing: Drawing) -> None:
    """Draws the letter when the transaction is over; at once where none was begun here."""
    papers = _waiting.get()
    if papers is None:
        keep(letter, drawing)
    else:
        papers.append((letter, drawing))


def keep(letter: Letter, drawing: Drawing) -> bytes:
    """Draws the letter and keeps its file, once: who comes second leaves the first one's."""
    drawn = drawing()
    letter.sha256 = documents.store(drawn)
    letters.drawn(letter)
    return drawn
