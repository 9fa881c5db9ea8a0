"""What every answer tells the browser that shows it: what it may load, where it may be shown, what of the device it may
use. It stands before all that answers, so that a file, a refusal and a fault carry it too."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]
# Scripts come from the folder of static files only: nothing that somebody sent in can ever be one, whatever it holds.
# The camera reads the QR of a letter. Text reaches a page as HTML only through ``static/trusted.js``.
_PAGE = (
    "default-src 'none'; script-src {static}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; media-src 'self'; worker-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types default"
)
_FILE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
_DRAWING = f"{_FILE}; img-src data:; style-src 'unsafe-inline'"
# A browser shows a PDF with a page of its own, which ``sandbox`` would stop; a service worker obeys its own policy.
_LIKE_A_PAGE = ("text/html", "application/pdf", "text/javascript")
_BARRED = (
    "accelerometer browsing-topics display-capture geolocation gyroscope hid idle-detection local-fonts magnetometer "
    "microphone midi payment serial usb xr-spatial-tracking"
)
_SAME_FOR_ALL = {
    "Permissions-Policy": ", ".join(["camera=(self)", *(f"{name}=()" for name in _BARRED.split())]),
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}


def page_headers(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = _policy(request, response.get("Content-Type", ""))
        for name, value in _SAME_FOR_ALL.items():
            response[name] = value
        if response.get("Content-Type", "").startswith("application/json"):  # for scripts: a browser shows none of it
            response.setdefault("Content-Disposition", 'attachment; filename="data.json"')
        return response

    return middleware


def _policy(request: HttpRequest, kind: str) -> str:
    if kind.startswith(_LIKE_A_PAGE) or not kind:
        return _PAGE.format(static=_static(request))
    return _DRAWING if kind.startswith("image/svg") else _FILE


def _static(request: HttpRequest) -> str:
    """The folder of scripts at the host that was asked, and at the address of the site, whose port a proxy may not
    have passed on: a policy knows no path without a host."""
    try:
        hosts = dict.fromkeys((request.get_host(), urlsplit(settings.SITE_URL).netloc))
    except DisallowedHost:
        return "'none'"
    if any(host.startswith("[") for host in hosts):  # it knows no IPv6 address either
        return "'self'"
    return " ".join(f"{host}{settings.STATIC_URL}" for host in hosts)
