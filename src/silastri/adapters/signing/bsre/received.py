"""Checks the file that came back: it must be the letter that was sent, with a signature that is trusted here."""

from silastri.adapters.intake import same_pages

from . import words
from .believed import Believed


def wrong(sent: bytes, got: bytes, believed: Believed) -> str:
    """What is wrong with the file; empty when it is right."""
    if not got.startswith(b"%PDF-"):
        return words.NO_FILE
    if not believed.counts(got):
        return words.NOT_GENUINE
    # A service that only adds its signature keeps our bytes; one that rewrites the file must keep our words.
    if got.startswith(sent) or same_pages(got, sent):
        return ""
    return words.OTHER_FILE
