"""What the verifier on a telephone needs: the offices' keys, and the page itself, which is stored for use without a
network."""

import hashlib
import json
from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse

from silastri.apps.letters import keys
from silastri.apps.letters.jwk import jwk
from silastri.domain import worktime
from silastri.journey.bundle import make as bundle
from silastri.web.guard import public

_FILES = (
    "vendor/govuk.css",
    "vendor/plus-jakarta-sans.woff2",
    "vendor/icons.svg",
    "css/base.css",
    "css/pieces.css",
    "mark.svg",
    "trusted.js",
    "vendor/htmx.js",
    "silastri.js",
    "answers.js",
    "photo.js",
    "parts.js",
    "picker.js",
    "statement.js",
    "verifier.js",
)
_TEMPLATES = ("base.html", "public/check_letter.html", "public/worker.js")


@public
def letter_keys(request: HttpRequest) -> HttpResponse:
    """A JWK Set (RFC 7517): the public half of every key that an office here ever signed statements with."""
    as_of = worktime.national_day(request.act.at).isoformat()  # type: ignore[attr-defined]
    found = {"as_of": as_of, "keys": [jwk(key) for key in keys.published()]}
    return JsonResponse(
        found, headers={"Cache-Control": "public, max-age=300"}, json_dumps_params={"ensure_ascii": False}
    )


@public
def worker(request: HttpRequest) -> HttpResponse:
    page = {"version": _version(), "shell": reverse("check_letter"), "files": json.dumps(_files())}
    response = render(request, "public/worker.js", page, content_type="text/javascript; charset=utf-8")
    # It is under /surat/periksa/ but also serves /S/; telephones ask for it again each time.
    response["Service-Worker-Allowed"], response["Cache-Control"] = "/", "no-cache"
    return response


def _files() -> list[str]:
    return [static(name) for name in _FILES]


@cache
def _version() -> str:
    """Changes whenever a stored file changes, so that telephones fetch it again."""
    texts = [get_template(name).template.source for name in _TEMPLATES]  # type: ignore[attr-defined]
    return hashlib.sha256("".join([*texts, *_files()]).encode()).hexdigest()[:12]


@public
def bundle_checker(request: HttpRequest) -> HttpResponse:
    """To be kept and opened without a network, for bundles from people who are not trusted."""
    named = {"Content-Disposition": f'attachment; filename="{bundle.CHECKER}"'}
    return HttpResponse(bundle.checker(), content_type="text/html; charset=utf-8", headers=named)


@public
def manifest(request: HttpRequest) -> HttpResponse:
    icons = [
        {"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        *({"src": static(f"mark-{n}.png"), "sizes": f"{n}x{n}", "type": "image/png"} for n in (192, 512)),
    ]
    found = {
        "name": "Periksa surat SILASTRI",
        "short_name": "Periksa surat",
        "lang": "id",
        "start_url": reverse("check_letter"),
        "scope": "/",
        "display": "minimal-ui",  # shows the address, by which people tell a genuine page from a fake one
        "theme_color": "#0b5d57",
        "background_color": "#ffffff",
        "icons": icons,
    }
    return JsonResponse(found, content_type="application/manifest+json")
