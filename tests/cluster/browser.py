"""A browser outside of the cluster: the walk's visitor, with a real wire to the gate."""

from typing import Any
from urllib.parse import urlsplit

import httpx
from django.core.files.uploadedfile import UploadedFile

from silastri.practice.walk.visitor import Lost, Visitor

from . import guide
from .cluster import SITE

_HOPS = 5
_PATIENCE = 20.0  # seconds until a browser gives up


def wire() -> httpx.Client:
    address = f"https://{guide.addresses()['gate']}"
    return httpx.Client(
        base_url=address,
        headers={"Host": SITE},
        verify=False,  # noqa: S501 - the certificate is the gate's own
        timeout=_PATIENCE,
    )


class Browser(Visitor):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.wire = wire()
        self._client: Any = _Client(self.wire)


class _Client:
    """As much of Django's test client as the visitor uses."""

    def __init__(self, by: httpx.Client) -> None:
        self._wire, self._page = by, "/"

    def get(self, path: str, data: dict[str, Any] | None = None, *, follow: bool) -> Any:
        return self._followed(self._asked("GET", path, params=data or None), path)

    def post(self, path: str, data: dict[str, Any], *, follow: bool) -> Any:
        files = {name: (one.name, one.read()) for name, one in data.items() if isinstance(one, UploadedFile)}
        fields = {name: value for name, value in data.items() if name not in files}
        return self._followed(self._asked("POST", path, data=fields, files=files or None), path)

    def _asked(self, method: str, path: str, **what: Any) -> httpx.Response:
        headers = {"Referer": f"https://{SITE}{self._page}"}
        try:
            return self._wire.request(method, path, headers=headers, **what)
        except httpx.TransportError as error:
            raise Lost(f"{method} {path}: {type(error).__name__}") from error

    def _followed(self, response: Any, path: str) -> Any:
        chain: list[tuple[str, int]] = []
        while response.is_redirect and len(chain) < _HOPS:
            to = urlsplit(response.headers["Location"])
            path = to.path + (f"?{to.query}" if to.query else "")
            chain.append((path, response.status_code))
            response = self._asked("GET", path)
        self._page = path
        response.redirect_chain = chain
        return response
