"""Which addresses a provider may send us and our officers to.

OpenID Connect Discovery 1.0 lets them be on another host than the issuer. What a provider says is not what the operator
set, though: it must not lead the server to the machine itself, or to what stands behind it.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_ALSO = ("end_session_endpoint",)
# A name with a dot whose last part begins with a letter: no number of a machine, in whichever way it is written.
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+(?!0x)[a-z][a-z0-9-]*", re.ASCII)
_HERE = ("localhost", "local", "internal", "lan", "intranet", "home.arpa")  # endings that no public name has


def are_allowed(found: Mapping[str, Any], issuer: str) -> bool:
    """Whether all that are needed are there and may be asked. Raises ValueError for what is no address."""
    told = [found.get(name) for name in _NEEDED] + [found[name] for name in _ALSO if found.get(name)]
    return all(isinstance(one, str) and _is_allowed(one, issuer) for one in told)


def _is_allowed(address: str, issuer: str) -> bool:
    """On the issuer's own host and port, in its own way; or with TLS on a host that has a public name."""
    one, other = urlsplit(address), urlsplit(issuer)
    if (one.scheme, one.hostname, one.port) == (other.scheme, other.hostname, other.port):
        return one.username is None
    host = one.hostname or ""
    is_public = bool(_NAME.fullmatch(host)) and not host.endswith(tuple(f".{ending}" for ending in _HERE))
    return one.scheme == "https" and one.username is None and (is_public or host == other.hostname)
