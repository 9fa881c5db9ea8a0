"""Rules for every page: the size of requests, what is kept of an answer, the look of a refusal."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from silastri.domain.number import sent_back
from silastri.domain.refusal import Away, MovedOn, NotFit, NotThere, NotYours, Refusal, TooOften

from . import refusal_page

GetResponse = Callable[[HttpRequest], HttpResponse]
_STATUS: dict[type[Refusal], int] = {NotThere: 404, NotYours: 403, MovedOn: 409, NotFit: 422, TooOften: 429, Away: 503}

_METHODS = ("GET", "HEAD", "POST")
_RAW = "/kait/"  # what machines send there is kept as it came, and not read as a form


def limit_body(get_response: GetResponse) -> GetResponse:
    """Refuses a request that is too large before its body is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not 0 <= sent_back(length) <= settings.LARGEST_BODY:
            limit = settings.LARGEST_UPLOAD // (1024 * 1024)
            sentence = f"Berkas terlalu besar. Paling besar {limit} MB. Perkecil dulu, lalu kirim lagi."
            response = refusal_page.answer(request, sentence, 413)
            response["Connection"] = "close"
            return response
        return get_response(request)

    return middleware


def known_methods(get_response: GetResponse) -> GetResponse:
    """Pages are looked at and forms are sent: nothing here answers another method."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in _METHODS:
            return get_response(request)
        response = refusal_page.answer(request, "Permintaan seperti ini tidak dikenal di sini.", 405)
        response["Allow"] = ", ".join(_METHODS)
        return response

    return middleware


def without_nul(get_response: GetResponse) -> GetResponse:
    """A zero byte is never meant, and PostgreSQL knows none: in a search it is left out, no page has one in its path.
    ``one_newline`` leaves it out of forms."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            return refusal_page.not_found(request, Http404())
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return get_response(request)

    return middleware


def one_newline(get_response: GetResponse) -> GetResponse:
    """Browsers send a new line as two characters but count it as one, as ``maxlength`` does; so do we, everywhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(_RAW):
            return get_response(request)
        if request.method == "POST" and any(_is_untidy(text) for sent in request.POST.lists() for text in _of(sent)):
            tidied = QueryDict(mutable=True)
            for name, texts in request.POST.lists():
                tidied.setlist(_tidied(name), [_tidied(text) for text in texts])
            request.POST = tidied  # type: ignore[assignment]
        return get_response(request)

    return middleware


def _of(sent: tuple[str, list[str]]) -> list[str]:
    return [sent[0], *sent[1]]


def _is_untidy(text: str) -> bool:
    return "\r" in text or "\0" in text


def _tidied(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def kept_nowhere(get_response: GetResponse) -> GetResponse:
    """No browser and no proxy keeps what a person sees who is signed in, or who came by a secret link: others use the
    same computer afterwards, and a kept page would show what its address no longer does."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        view = request.resolver_match.func if request.resolver_match else None
        audience, is_secret = getattr(view, "audience", "public"), getattr(view, "is_secret", False)
        is_for_all = audience == "public" and "Cache-Control" in response
        if audience != "public" or is_secret or (not is_for_all and request.user.is_authenticated):
            response["Cache-Control"] = "no-store"
        if is_secret:
            response["Referrer-Policy"] = "no-referrer"
        return response

    return middleware


class _Refusals:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception) if isinstance(exception, Refusal) else None


refusals = _Refusals


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The sentence and the status of a refusal that no form shows."""
    return refusal_page.answer(request, str(refusal), status_of(refusal))


def status_of(refusal: Refusal) -> int:
    return next((status for kind, status in _STATUS.items() if isinstance(refusal, kind)), 400)
