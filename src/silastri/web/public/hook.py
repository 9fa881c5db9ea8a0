"""The address to which the providers of messages send what they have to tell. Nothing is understood here."""

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from silastri.domain.number import sent_back
from silastri.domain.refusal import Refusal
from silastri.journey.inbox import keep
from silastri.web.guard import Request, public
from silastri.web.middleware import status_of


@csrf_exempt
@public
def hook(request: Request, channel: str) -> HttpResponse:
    """What is kept is answered at once with 200, or with the word that the provider waits for."""
    if request.method not in ("GET", "POST"):
        return _said("Kirim dengan GET atau POST.", 405)
    if not 0 <= sent_back(request.META.get("CONTENT_LENGTH") or "0") <= keep.LARGEST:
        return _said("Kiriman terlalu besar.", 413)
    try:
        answer = keep.receive(
            request.act,
            channel,
            method=request.method,
            query=request.META.get("QUERY_STRING", ""),
            headers={name.lower(): value for name, value in request.headers.items()},
            body=request.body,
        )
    except Refusal as refusal:
        return _said(str(refusal), status_of(refusal))
    return _said(answer, 200)


def _said(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
