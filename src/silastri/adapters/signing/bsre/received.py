"""Looks at what came back: it must be the letter that was sent, and carry a signature that counts here."""

from silastri.adapters.intake import same_pages

from . import words
from .believed import Believed


def wrong(sent: bytes, got: bytes, believed: Believed) -> str:
    """Why it is not what it should be; empty when it is."""
    if not got.startswith(b"%PDF-"):
        return words.NO_FILE
    if not believed.counts(got):
        return words.NOT_GENUINE
    # A service that only adds its signature keeps our bytes; one that writes the file anew must keep our words.
    if got.startswith(sent) or same_pages(got, sent):
        return ""
    return words.OTHER_FILE
