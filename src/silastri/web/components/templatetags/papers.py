"""How pages show files that were handed in, and how they ask for one."""

import json

from django import template
from django.conf import settings

from silastri.apps.documents.models import PART, PartialFile, StoredFile
from silastri.domain.case import photo_doubts
from silastri.domain.words import doubt_words

register = template.Library()


@register.filter
def ragu(file: StoredFile) -> str:
    """What may make the file hard to read: Halaman 2 gelap. Periksa apakah tulisannya terbaca."""
    return doubt_words.said([(page, doubt) for page, doubt in file.doubts], file.pages)


@register.filter
def persen(partial: PartialFile) -> int:
    """How much of a file has come."""
    return 100 * partial.received // partial.size


@register.simple_tag
def paling_besar() -> str:
    """How large what is sent may be: 10 MB."""
    return f"{settings.LARGEST_UPLOAD // (1024 * 1024)} MB"


@register.simple_tag
def batas_foto() -> str:
    """The bounds by which the browser looks at a photo before it is sent, and its words: those of the server."""
    bounds = {name: getattr(photo_doubts, name) for name in "SIDE TILE SHORTEST DARKEST SHOWS BLURRED NOISE".split()}
    return json.dumps({**bounds, "words": doubt_words.WORDS, "PART": PART})
