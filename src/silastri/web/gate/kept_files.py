"""Keeps the files of a form that was refused, so that nobody chooses and sends them again for another field's error.

The page that shows the form again names each file, and says so in ``berkas_tadi``. Files wait an hour in the cache,
those of the last form of that person at that page; losing one does no harm, for the form then asks for it.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest, HttpResponse

from silastri.web.refusal_page import wants_fragment

SENT_BEFORE = "berkas_tadi"
_SHOWN_AGAIN = (400, 422, 429, 503)
_SECONDS = 3600
_MOST_BYTES = 20 * 1024 * 1024  # of one form


class KeptFiles:
    """Hands the kept files to a form that is sent again, and keeps those of one that was refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and _may_keep(request):
            _keep(request, response.status_code)
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """After the check of the form's origin, before the view reads it."""
        if request.method != "POST" or not _may_keep(request):
            return
        wanted = [name for name in request.POST.getlist(SENT_BEFORE) if name not in request.FILES]
        kept = cache.get(_key(request), {}) if wanted else {}
        for name in wanted:
            files: list[UploadedFile[Any]] = [SimpleUploadedFile(*file) for file in kept.get(name, ())]
            if files:
                request.FILES.setlist(name, files)


def _may_keep(request: HttpRequest) -> bool:
    """Whether it is somebody we know, or a party at its secret link; and no fragment, whose page keeps its files. What
    machines send is no form."""
    match = request.resolver_match
    if match is not None and getattr(match.func, "csrf_exempt", False):
        return False
    known = request.user.is_authenticated or (match is not None and match.url_name == "partner")
    return known and not wants_fragment(request)


def _keep(request: HttpRequest, status: int) -> None:
    if status in _SHOWN_AGAIN and request.FILES:
        sent = dict(request.FILES.lists())
        if sum(file.size or 0 for files in sent.values() for file in files) <= _MOST_BYTES:
            cache.set(_key(request), {name: _read(files) for name, files in sent.items()}, _SECONDS)
    elif status < 400 and request.POST.get(SENT_BEFORE):
        cache.delete(_key(request))


def _read(files: Any) -> list[tuple[str, bytes, str]]:
    found = []
    for file in files:
        file.seek(0)
        found.append((file.name or "berkas", file.read(), file.content_type or ""))
    return found


def _key(request: HttpRequest) -> str:
    whose = f"{request.user.pk or ''}\n{request.path}"  # a party's address is a secret of its own
    return f"kept/{hashlib.sha256(whose.encode()).hexdigest()}"
