"""What a browser is answered when something was not done: a page, or a fragment where htmx asked for one.

A fragment is one sentence. It says ``HX-Reswap: none``: it never takes the place of what was asked for, and
``static/answers.js`` shows it beside what asked. Every refusal of the site comes from here, Django's own too.
"""

import sys
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from silastri.apps import away

FAILED = "Ada gangguan di sistem kami. Coba lagi sebentar lagi."
AWAY = "Basis data sedang tidak bisa dipakai. Biasanya ini selesai dalam setengah menit."
AWAY_THEN = "Tunggu sebentar, muat ulang halaman, lalu periksa apakah yang terakhir Anda kirim sudah tersimpan."
STALE = "Halaman ini sudah terlalu lama terbuka."


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asked, and will put the answer into a page that is open."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-History-Restore-Request") != "true"


def answer(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """The sentence of a refusal with its status."""
    if wants_fragment(request):
        return _fragment(sentence, status)
    return render(request, "refused.html", {"sentence": sentence, "status": status}, status=status)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """For whoever is not signed in: the sign-in page, which leads back; a fragment has a link to it."""
    if not wants_fragment(request):
        return redirect_to_login(request.get_full_path(), redirect_field_name="lanjut")
    link = f"{reverse('sign_in')}?{urlencode({'lanjut': _open_page(request)})}"
    return _fragment("Waktu masuk Anda sudah habis.", 401, link=link, link_name="Masuk lagi")


def prove_first(request: HttpRequest, sentence: str) -> HttpResponse:
    """For whoever is signed in and must prove more: the page for it, which leads back; a fragment has a link to it."""
    return _first(request, "second_proof", sentence, "Buktikan di sini")


def new_password_first(request: HttpRequest) -> HttpResponse:
    """For an officer whose password must make room for a better one: the page for it, which leads back."""
    return _first(request, "choose_password", "Ganti kata sandi Anda dulu.", "Ganti di sini")


def read_first(request: HttpRequest) -> HttpResponse:
    """For whoever must read what changed in the notice of personal data: its page, which leads back."""
    return redirect(f"{reverse('changed_notice')}?{urlencode({'lanjut': request.get_full_path()})}")


def _first(request: HttpRequest, route: str, sentence: str, link_name: str) -> HttpResponse:
    if wants_fragment(request):
        link = f"{reverse(route)}?{urlencode({'lanjut': _open_page(request)})}"
        return _fragment(sentence, 403, link=link, link_name=link_name)
    return redirect(f"{reverse(route)}?{urlencode({'lanjut': _page_of(request)})}")


def _page_of(request: HttpRequest) -> str:
    """The page to come back to: what was sent by a form is sent again from the page that holds the form."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if request.method == "GET" or came_from.netloc != request.get_host():
        return request.get_full_path() if request.method == "GET" else request.path
    return came_from.path + (f"?{came_from.query}" if came_from.query else "")


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page was opened before somebody signed in, or in another tab."""
    if wants_fragment(request) and not request.user.is_authenticated:
        return sign_in_first(request)
    if wants_fragment(request):
        return _fragment(STALE, 403, link=_open_page(request), link_name="Muat ulang halaman ini")
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if wants_fragment(request):
        return _fragment("Halaman tidak ditemukan.", 404)
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, "Anda tidak bisa membuka ini.", 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, "Yang dikirim tidak bisa dibaca. Muat ulang halaman, lalu coba lagi.", 400)


def failed(request: HttpRequest) -> HttpResponse:
    """The page of a fault of ours: drawn without the data of the site, of which something may be what failed."""
    error = sys.exc_info()[1]
    if error and away.is_away(error):
        away.let_go()
        return _away(request)
    if wants_fragment(request):
        return _fragment(f"{FAILED} Nomor kejadian: {_number(request)}", 500)
    return render(None, "500.html", {"number": _number(request)}, status=500)


def _away(request: HttpRequest) -> HttpResponse:
    """The database is changing over or gone: whether the last act was kept, nobody can tell now."""
    if wants_fragment(request):
        response = _fragment(f"{AWAY} {AWAY_THEN}", 503)
    else:
        response = render(None, "503.html", {"sentence": AWAY, "then": AWAY_THEN}, status=503)
    response["Retry-After"] = "30"
    response["Cache-Control"] = "no-store"
    response.database_was_away = True  # type: ignore[attr-defined]  # for gate/again.py
    return response


def _number(request: HttpRequest) -> str:
    """By which the log tells of this request."""
    return str(getattr(request, "number", ""))


def _fragment(sentence: str, status: int, **link: Any) -> HttpResponse:
    page = {"sentence": sentence, **link}
    response = render(None, "components/refusal.html", page, status=status)
    response["HX-Reswap"] = "none"
    return response


def _open_page(request: HttpRequest) -> str:
    """The address of the page in the browser, without its host."""
    try:
        open_page = urlsplit(request.headers.get("HX-Current-URL", ""))
    except ValueError:  # no browser sends it so
        return "/"
    return (open_page.path or "/") + (f"?{open_page.query}" if open_page.query else "")
