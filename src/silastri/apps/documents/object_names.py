"""Under which name an object stands in a store elsewhere: it tells whoever runs that store nothing.

A file is named by the hash of its content, and who knows a paper could see by the hash that the office has it. So the
name is encrypted, with a key that outlives every change of the data key. The same name always gives the same (AES-SIV,
which needs no chance), so equal files are one object; and it can be read back, so a list of objects is one of files.
What follows the name of a file (the page of a picture, the place of a part) stays readable: by it they are listed.
"""

import base64
import hashlib
import hmac
import re

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from silastri.apps.accounts import keys

PURPOSE = "filename"
_NAME = re.compile(r"(?P<stem>[^/]+/(?:[0-9a-f]{64}|[^/]+))(?P<rest>.*)", re.DOTALL)
_KEY = re.compile(r"(?P<stem>[a-z2-7]+)(?P<rest>.*)", re.DOTALL)


def key_of(name: str) -> str:
    """Raises ValueError for what is no name of a file."""
    found = _NAME.fullmatch(name)
    if not found:
        raise ValueError(name)
    hidden = base64.b32encode(_cipher().encrypt(found["stem"].encode(), None))
    return hidden.decode().rstrip("=").lower() + found["rest"]


def name_of(key: str) -> str | None:
    """None for an object that is not ours, or was named with the key of another installation."""
    found = _KEY.fullmatch(key)
    if not found:
        return None
    padded = found["stem"].upper() + "=" * (-len(found["stem"]) % 8)
    try:
        return _cipher().decrypt(base64.b32decode(padded), None).decode() + found["rest"]
    except (InvalidTag, ValueError):
        return None


def _cipher() -> AESSIV:
    """Of the oldest key: names stay as they are when the data key changes, or is retired."""
    oldest = keys.mark_keys(PURPOSE)[-1]
    return AESSIV(hmac.digest(oldest, b"silastri names of objects", hashlib.sha512))
