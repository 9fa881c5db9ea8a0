"""Checks the file that came back: it must be the letter that was sent, with a signature that is trusted here."""

from silastri.adapters.intake import same_pages

from . import words
from .believed import Believed


class Wrong(Exception):
    """What is wrong with the file."""


def holder(sent: bytes, got: bytes, believed: Believed) -> str:
    """Whose name the certificate bears, if the file is right. Raises Wrong."""
    if not got.startswith(b"%PDF-"):
        raise Wrong(words.NO_FILE)
    verdict = believed.verify(got)
    if not believed.counts(verdict):
        raise Wrong(words.NOT_GENUINE)
    # A service that only adds its signature keeps our bytes; one that rewrites the file must keep our words.
    if got.startswith(sent) or same_pages(got, sent):
        return verdict.signer
    raise Wrong(words.OTHER_FILE)
